CREATE TABLE "keepsake" (
	"name" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "discovery" (
	"address" text PRIMARY KEY NOT NULL,
	"answer" jsonb NOT NULL,
	"body" "bytea" NOT NULL,
	"found_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "fetch_log" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "fetch_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"source_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"day" date NOT NULL,
	"outcome" text NOT NULL,
	"ms" integer NOT NULL,
	"items" integer NOT NULL,
	"added" integer NOT NULL,
	"changed" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "host" (
	"id" text PRIMARY KEY NOT NULL,
	"due_at" timestamp with time zone,
	"next_slot_at" timestamp with time zone NOT NULL,
	"lease_until" timestamp with time zone,
	"lease_token" uuid
);
--> statement-breakpoint
CREATE TABLE "poll_failure" (
	"source_id" text PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"outcome" text NOT NULL,
	"detail" text,
	"bytes" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "redirect" (
	"source_id" text NOT NULL,
	"url" text NOT NULL,
	"target" text NOT NULL,
	"first_seen_at" timestamp with time zone NOT NULL,
	"adopted_at" timestamp with time zone,
	CONSTRAINT "redirect_source_id_url_pk" PRIMARY KEY("source_id","url")
);
--> statement-breakpoint
CREATE TABLE "robots" (
	"origin" text PRIMARY KEY NOT NULL,
	"body" text,
	"fetched_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
DROP INDEX "poll_state_due";--> statement-breakpoint
ALTER TABLE "http_state" ADD COLUMN "body_sha256" text;--> statement-breakpoint
ALTER TABLE "poll_state" ADD COLUMN "host" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "poll_state" ADD COLUMN "active" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "poll_state" ADD COLUMN "why" text DEFAULT 'new source' NOT NULL;--> statement-breakpoint
ALTER TABLE "poll_state" ADD COLUMN "attempt" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "poll_state" ADD COLUMN "first_error_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "poll_state" ADD COLUMN "unchanged_streak" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "poll_state" ADD COLUMN "arrivals" bigint[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "poll_state" ADD COLUMN "hints" jsonb;--> statement-breakpoint
ALTER TABLE "poll_state" ADD COLUMN "probed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "poll_state" ADD COLUMN "paused_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "poll_state" ADD COLUMN "paused_why" text;--> statement-breakpoint
ALTER TABLE "poll_state" ADD COLUMN "alert" text;--> statement-breakpoint
ALTER TABLE "poll_state" ADD COLUMN "alert_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "source" ADD COLUMN "page" jsonb;--> statement-breakpoint
ALTER TABLE "source" ADD COLUMN "gate" jsonb;--> statement-breakpoint
ALTER TABLE "source" ADD COLUMN "retry_after_scope" text DEFAULT 'host' NOT NULL;--> statement-breakpoint
ALTER TABLE "poll_failure" ADD CONSTRAINT "poll_failure_source_id_source_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."source"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "redirect" ADD CONSTRAINT "redirect_source_id_source_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."source"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "fetch_log_source" ON "fetch_log" USING btree ("source_id","day");--> statement-breakpoint
CREATE INDEX "fetch_log_at" ON "fetch_log" USING btree ("at");--> statement-breakpoint
CREATE INDEX "host_due" ON "host" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "candidate_url" ON "candidate" USING btree ("url");--> statement-breakpoint
CREATE INDEX "poll_state_leased" ON "poll_state" USING btree ("lease_until") WHERE "poll_state"."lease_until" is not null;--> statement-breakpoint
CREATE INDEX "poll_state_due" ON "poll_state" USING btree ("host","next_poll_at") WHERE "poll_state"."active";