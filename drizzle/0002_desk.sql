CREATE TYPE "public"."link_kind" AS ENUM('must', 'cannot');--> statement-breakpoint
CREATE TYPE "public"."stack_state" AS ENUM('new', 'accepted', 'rejected', 'expired', 'merged');--> statement-breakpoint
CREATE TABLE "candidate_term" (
	"term" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"candidate_id" bigint NOT NULL,
	"weight" real NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rank_model" (
	"topic" text PRIMARY KEY NOT NULL,
	"generation" integer NOT NULL,
	"trained_at" timestamp with time zone NOT NULL,
	"bias" real NOT NULL,
	"weights" jsonb NOT NULL,
	"positives" integer NOT NULL,
	"negatives" integer NOT NULL,
	"undecided" integer NOT NULL,
	"decisions" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stack_likeness" (
	"stack_id" bigint NOT NULL,
	"other_id" bigint NOT NULL,
	"score" real NOT NULL,
	"terms" text[] NOT NULL,
	CONSTRAINT "stack_likeness_stack_id_other_id_pk" PRIMARY KEY("stack_id","other_id")
);
--> statement-breakpoint
CREATE TABLE "stack_link" (
	"a" bigint NOT NULL,
	"b" bigint NOT NULL,
	"kind" "link_kind" NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "stack_link_a_b_pk" PRIMARY KEY("a","b")
);
--> statement-breakpoint
CREATE TABLE "stack" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "stack_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"state" "stack_state" DEFAULT 'new' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"lead_id" bigint NOT NULL,
	"topics" text[] DEFAULT '{}' NOT NULL,
	"first_seen_at" timestamp with time zone NOT NULL,
	"snoozed_until" timestamp with time zone,
	"merged_into" bigint,
	"related" text[] DEFAULT '{}' NOT NULL,
	"duplicate_of" text,
	"decided_at" timestamp with time zone,
	"decided_by" text,
	"reason" text,
	"rank" real DEFAULT 0.5 NOT NULL,
	"rank_topic" text,
	"rank_terms" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"place" real DEFAULT 0.5 NOT NULL,
	"is_mixed_in" boolean DEFAULT false NOT NULL,
	"ranked_by" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "claim" (
	"subject" text PRIMARY KEY NOT NULL,
	"actor" text NOT NULL,
	"actor_name" text NOT NULL,
	"token" integer NOT NULL,
	"claimed_at" timestamp with time zone NOT NULL,
	"until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event_counter" (
	"id" integer PRIMARY KEY NOT NULL,
	"last" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"number" bigint,
	"at" timestamp with time zone NOT NULL,
	"subject" text NOT NULL,
	"act" text NOT NULL,
	"actor" text,
	"actor_name" text,
	"after" jsonb,
	CONSTRAINT "event_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "operation" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor" text NOT NULL,
	"act" text NOT NULL,
	"undone_at" timestamp with time zone,
	"undone_by" text
);
--> statement-breakpoint
CREATE TABLE "autosave" (
	"entry_id" bigint PRIMARY KEY NOT NULL,
	"actor" text NOT NULL,
	"actor_name" text NOT NULL,
	"version" integer NOT NULL,
	"text" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "entry_indexed" (
	"entry_id" bigint PRIMARY KEY NOT NULL,
	"revision" integer NOT NULL,
	"features" integer NOT NULL,
	"terms" integer[] NOT NULL,
	"weights" real[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "entry_indexing" (
	"id" integer PRIMARY KEY NOT NULL,
	"number" bigint NOT NULL,
	"features" integer NOT NULL,
	"token" uuid,
	"lease_until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "entry_term" (
	"term" integer NOT NULL,
	"entry_id" bigint NOT NULL,
	"weight" real NOT NULL
);
--> statement-breakpoint
ALTER TABLE "entry" DROP CONSTRAINT "entry_candidate_id_unique";--> statement-breakpoint
ALTER TABLE "entry" DROP CONSTRAINT "entry_numbered";--> statement-breakpoint
DROP INDEX "candidate_queue";--> statement-breakpoint
DROP INDEX "entry_published";--> statement-breakpoint
DROP INDEX "entry_day";--> statement-breakpoint
ALTER TABLE "candidate" ADD COLUMN "stack_id" bigint;--> statement-breakpoint
ALTER TABLE "candidate" ADD COLUMN "title_key" text;--> statement-breakpoint
ALTER TABLE "candidate" ADD COLUMN "duplicate_of" bigint;--> statement-breakpoint
ALTER TABLE "candidate" ADD COLUMN "stack_score" real;--> statement-breakpoint
ALTER TABLE "candidate" ADD COLUMN "stack_terms" text[];--> statement-breakpoint
ALTER TABLE "candidate" ADD COLUMN "is_waiting" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "operation" uuid;--> statement-breakpoint
ALTER TABLE "entry" ADD COLUMN "stack_id" bigint;--> statement-breakpoint
ALTER TABLE "entry" ADD COLUMN "sources" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "entry" ADD COLUMN "corrects" bigint;--> statement-breakpoint
ALTER TABLE "entry" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "entry" ADD COLUMN "withdrawn_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "entry_revision" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "autosave" ADD CONSTRAINT "autosave_entry_id_entry_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."entry"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "candidate_term_postings" ON "candidate_term" USING btree ("term","at","candidate_id","weight");--> statement-breakpoint
CREATE INDEX "candidate_term_candidate" ON "candidate_term" USING btree ("candidate_id");--> statement-breakpoint
CREATE INDEX "stack_likeness_other" ON "stack_likeness" USING btree ("other_id");--> statement-breakpoint
CREATE INDEX "stack_link_b" ON "stack_link" USING btree ("b");--> statement-breakpoint
CREATE INDEX "stack_queue" ON "stack" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "stack_ranked" ON "stack" USING btree ("state","place","id");--> statement-breakpoint
CREATE INDEX "stack_unranked" ON "stack" USING btree ("ranked_by") WHERE "stack"."state" = 'new';--> statement-breakpoint
CREATE INDEX "event_unnumbered" ON "event" USING btree ("id") WHERE "event"."number" is null;--> statement-breakpoint
CREATE INDEX "entry_indexed_as" ON "entry_indexed" USING btree ("entry_id","revision","features");--> statement-breakpoint
CREATE INDEX "entry_term_postings" ON "entry_term" USING btree ("term","weight","entry_id");--> statement-breakpoint
CREATE INDEX "entry_term_entry" ON "entry_term" USING btree ("entry_id");--> statement-breakpoint
ALTER TABLE "candidate" ADD CONSTRAINT "candidate_stack_id_stack_id_fk" FOREIGN KEY ("stack_id") REFERENCES "public"."stack"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit" ADD CONSTRAINT "audit_operation_operation_id_fk" FOREIGN KEY ("operation") REFERENCES "public"."operation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry" ADD CONSTRAINT "entry_stack_id_stack_id_fk" FOREIGN KEY ("stack_id") REFERENCES "public"."stack"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry" ADD CONSTRAINT "entry_corrects_entry_id_fk" FOREIGN KEY ("corrects") REFERENCES "public"."entry"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "candidate_waiting" ON "candidate" USING btree ("id") WHERE "candidate"."is_waiting";--> statement-breakpoint
CREATE INDEX "candidate_stack" ON "candidate" USING btree ("stack_id") WHERE "candidate"."stack_id" is not null;--> statement-breakpoint
CREATE INDEX "candidate_title" ON "candidate" USING btree ("title_key","first_seen_at") WHERE "candidate"."title_key" is not null;--> statement-breakpoint
CREATE INDEX "audit_operation" ON "audit" USING btree ("operation") WHERE "audit"."operation" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "entry_live_of_stack" ON "entry" USING btree ("stack_id") WHERE "entry"."state" <> 'withdrawn' and "entry"."corrects" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "entry_open_correction" ON "entry" USING btree ("corrects") WHERE "entry"."state" in ('draft', 'in_review', 'approved');--> statement-breakpoint
CREATE INDEX "entry_public" ON "entry" USING btree ("id","revision") WHERE "entry"."state" = 'published' and "entry"."corrects" is null;--> statement-breakpoint
CREATE INDEX "entry_withdrawn" ON "entry" USING btree ("id") WHERE "entry"."state" = 'withdrawn';--> statement-breakpoint
CREATE INDEX "candidate_queue" ON "candidate" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "entry_published" ON "entry" USING btree ("published_at") WHERE "entry"."state" = 'published';--> statement-breakpoint
CREATE INDEX "entry_day" ON "entry" USING btree ("reported_on");--> statement-breakpoint
ALTER TABLE "entry" ADD CONSTRAINT "entry_numbered" CHECK ("entry"."state" not in ('approved', 'published') or "entry"."archive_id" is not null
        or "entry"."corrects" is not null);--> statement-breakpoint
-- Every story that was decided before there were stacks becomes one by itself; the rest is stacked by the job.
INSERT INTO "stack" ("state", "lead_id", "topics", "first_seen_at", "decided_at", "decided_by", "reason")
SELECT CASE "state" WHEN 'accepted' THEN 'accepted' WHEN 'expired' THEN 'expired' ELSE 'rejected' END::"stack_state",
  "id", "topics", "first_seen_at", "decided_at", "decided_by", "reason"
FROM "candidate" WHERE "state" <> 'new';--> statement-breakpoint
UPDATE "candidate" SET "stack_id" = "stack"."id" FROM "stack" WHERE "stack"."lead_id" = "candidate"."id";--> statement-breakpoint
UPDATE "entry" SET "stack_id" = "candidate"."stack_id",
  "sources" = jsonb_build_array(jsonb_build_object('candidate', "candidate"."id", 'source', "candidate"."publisher",
    'via', "candidate"."via", 'title', "candidate"."title", 'url', "candidate"."url",
    'language', "candidate"."language", 'published_at', "candidate"."published_at"))
FROM "candidate" WHERE "candidate"."id" = "entry"."candidate_id";
