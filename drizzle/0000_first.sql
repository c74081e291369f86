CREATE TYPE "public"."candidate_state" AS ENUM('new', 'accepted', 'rejected', 'duplicate', 'expired');--> statement-breakpoint
CREATE TYPE "public"."delivery_state" AS ENUM('pending', 'claimed', 'committing', 'accepted', 'deferred', 'failed', 'unknown', 'suppressed', 'empty');--> statement-breakpoint
CREATE TYPE "public"."issue_state" AS ENUM('draft', 'frozen', 'approved', 'sending', 'paused', 'done', 'cancelled');--> statement-breakpoint
CREATE TYPE "public"."entry_state" AS ENUM('draft', 'in_review', 'approved', 'published', 'withdrawn');--> statement-breakpoint
CREATE TYPE "public"."subscriber_state" AS ENUM('pending', 'confirmed', 'unsubscribed', 'suppressed');--> statement-breakpoint
CREATE TABLE "candidate_revision" (
	"candidate_id" bigint NOT NULL,
	"revision" integer NOT NULL,
	"title" text NOT NULL,
	"excerpt" text NOT NULL,
	"url" text,
	"published_at" timestamp with time zone,
	"replaced_at" timestamp with time zone NOT NULL,
	CONSTRAINT "candidate_revision_candidate_id_revision_pk" PRIMARY KEY("candidate_id","revision")
);
--> statement-breakpoint
CREATE TABLE "candidate" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "candidate_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"source_id" text NOT NULL,
	"identity" text NOT NULL,
	"state" "candidate_state" DEFAULT 'new' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"title" text NOT NULL,
	"excerpt" text NOT NULL,
	"url" text,
	"publisher" text NOT NULL,
	"via" text,
	"language" text NOT NULL,
	"topics" text[] DEFAULT '{}' NOT NULL,
	"published_at" timestamp with time zone,
	"published_raw" text,
	"timed" boolean NOT NULL,
	"digest" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"first_seen_at" timestamp with time zone NOT NULL,
	"decided_at" timestamp with time zone,
	"decided_by" text,
	"reason" text,
	CONSTRAINT "candidate_identity" UNIQUE("source_id","identity")
);
--> statement-breakpoint
CREATE TABLE "delivery" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "delivery_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"issue_id" text NOT NULL,
	"subscriber_id" uuid NOT NULL,
	"state" "delivery_state" NOT NULL,
	"address" text NOT NULL,
	"language" text NOT NULL,
	"message_id" text NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"lease_until" timestamp with time zone,
	"lease_token" uuid,
	"next_at" timestamp with time zone NOT NULL,
	"reply" text,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "delivery_message_id_unique" UNIQUE("message_id"),
	CONSTRAINT "delivery_once" UNIQUE("issue_id","subscriber_id")
);
--> statement-breakpoint
CREATE TABLE "delivery_attempt" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "delivery_attempt_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"delivery_id" bigint NOT NULL,
	"attempt" integer NOT NULL,
	"outcome" text NOT NULL,
	"step" text,
	"code" integer,
	"enhanced" text,
	"reply" text,
	"queue_id" text,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "delivery_entry" (
	"delivery_id" bigint NOT NULL,
	"subscriber_id" uuid NOT NULL,
	"entry_id" bigint NOT NULL,
	"revision" integer NOT NULL,
	"released_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "issue" (
	"id" text PRIMARY KEY NOT NULL,
	"number" bigint GENERATED ALWAYS AS IDENTITY (sequence name "issue_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"schedule" text NOT NULL,
	"slot" timestamp with time zone NOT NULL,
	"state" "issue_state" NOT NULL,
	"cutoff_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"approved_at" timestamp with time zone,
	"approved_by" text,
	"finished_at" timestamp with time zone,
	CONSTRAINT "issue_number_unique" UNIQUE("number"),
	CONSTRAINT "issue_slot" UNIQUE("schedule","slot")
);
--> statement-breakpoint
CREATE TABLE "account" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "api_key" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"prefix" text NOT NULL,
	"hash" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "api_key_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"actor" text NOT NULL,
	"actor_name" text NOT NULL,
	"act" text NOT NULL,
	"subject" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"reason" text
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"user_id" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "user" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"role" text DEFAULT 'editor' NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "user_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "verification" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "day_counter" (
	"day" date PRIMARY KEY NOT NULL,
	"last" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "entry" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "entry_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"archive_id" text,
	"state" "entry_state" DEFAULT 'draft' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"candidate_id" bigint,
	"reported_on" date NOT NULL,
	"reported_time" text,
	"source" text NOT NULL,
	"via" text,
	"title" text NOT NULL,
	"url" text,
	"language" text NOT NULL,
	"summary" text DEFAULT '' NOT NULL,
	"notes" text[] DEFAULT '{}' NOT NULL,
	"related" text[] DEFAULT '{}' NOT NULL,
	"topics" text[] DEFAULT '{}' NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	"approved_by" text,
	"published_at" timestamp with time zone,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "entry_archive_id_unique" UNIQUE("archive_id"),
	CONSTRAINT "entry_candidate_id_unique" UNIQUE("candidate_id"),
	CONSTRAINT "entry_time" CHECK ("entry"."reported_time" ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
	CONSTRAINT "entry_numbered" CHECK ("entry"."state" not in ('approved', 'published') or "entry"."archive_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "entry_revision" (
	"entry_id" bigint NOT NULL,
	"revision" integer NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"content" jsonb NOT NULL,
	CONSTRAINT "entry_revision_entry_id_revision_pk" PRIMARY KEY("entry_id","revision")
);
--> statement-breakpoint
CREATE TABLE "publication" (
	"id" integer PRIMARY KEY NOT NULL,
	"number" bigint NOT NULL,
	"changed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "job_run" (
	"job" text NOT NULL,
	"slot" timestamp with time zone NOT NULL,
	"token" uuid NOT NULL,
	"attempt" integer DEFAULT 1 NOT NULL,
	"lease_until" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	"outcome" text,
	CONSTRAINT "job_run_job_slot_pk" PRIMARY KEY("job","slot")
);
--> statement-breakpoint
CREATE TABLE "job" (
	"name" text PRIMARY KEY NOT NULL,
	"since" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "http_state" (
	"source_id" text NOT NULL,
	"url" text NOT NULL,
	"etag" text,
	"last_modified" text,
	CONSTRAINT "http_state_source_id_url_pk" PRIMARY KEY("source_id","url")
);
--> statement-breakpoint
CREATE TABLE "poll_state" (
	"source_id" text PRIMARY KEY NOT NULL,
	"next_poll_at" timestamp with time zone NOT NULL,
	"lease_until" timestamp with time zone,
	"lease_token" uuid,
	"outcome" text,
	"detail" text,
	"last_poll_at" timestamp with time zone,
	"last_ok_at" timestamp with time zone,
	"last_new_at" timestamp with time zone,
	"error_streak" integer DEFAULT 0 NOT NULL,
	"flags" text[] DEFAULT '{}' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "source" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"name_en" text,
	"aliases" text[] DEFAULT '{}' NOT NULL,
	"homepage" text NOT NULL,
	"addresses" text[] NOT NULL,
	"kind" text NOT NULL,
	"language" text NOT NULL,
	"via" text,
	"carrier" boolean DEFAULT false NOT NULL,
	"zone" text NOT NULL,
	"topics" text[] DEFAULT '{}' NOT NULL,
	"terms" text NOT NULL,
	"active" boolean NOT NULL,
	"reason" text,
	"minimum_interval_minutes" integer,
	"retired_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "subscriber" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"number" bigint GENERATED ALWAYS AS IDENTITY (sequence name "subscriber_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"address" text NOT NULL,
	"key" text NOT NULL,
	"state" "subscriber_state" DEFAULT 'pending' NOT NULL,
	"language" text NOT NULL,
	"digests" text[] NOT NULL,
	"topics" text[] DEFAULT '{}' NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"asked_at" timestamp with time zone,
	"confirmed_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"reason" text,
	CONSTRAINT "subscriber_number_unique" UNIQUE("number"),
	CONSTRAINT "subscriber_key_unique" UNIQUE("key")
);
--> statement-breakpoint
ALTER TABLE "candidate_revision" ADD CONSTRAINT "candidate_revision_candidate_id_candidate_id_fk" FOREIGN KEY ("candidate_id") REFERENCES "public"."candidate"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "candidate" ADD CONSTRAINT "candidate_source_id_source_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."source"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_issue_id_issue_id_fk" FOREIGN KEY ("issue_id") REFERENCES "public"."issue"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_subscriber_id_subscriber_id_fk" FOREIGN KEY ("subscriber_id") REFERENCES "public"."subscriber"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery_attempt" ADD CONSTRAINT "delivery_attempt_delivery_id_delivery_id_fk" FOREIGN KEY ("delivery_id") REFERENCES "public"."delivery"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery_entry" ADD CONSTRAINT "delivery_entry_delivery_id_delivery_id_fk" FOREIGN KEY ("delivery_id") REFERENCES "public"."delivery"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery_entry" ADD CONSTRAINT "delivery_entry_entry_id_entry_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."entry"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry" ADD CONSTRAINT "entry_candidate_id_candidate_id_fk" FOREIGN KEY ("candidate_id") REFERENCES "public"."candidate"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_revision" ADD CONSTRAINT "entry_revision_entry_id_entry_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."entry"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "http_state" ADD CONSTRAINT "http_state_source_id_source_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."source"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "poll_state" ADD CONSTRAINT "poll_state_source_id_source_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."source"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "candidate_queue" ON "candidate" USING btree ("state","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "delivery_due" ON "delivery" USING btree ("issue_id","next_at","id") WHERE "delivery"."state" in ('pending', 'deferred');--> statement-breakpoint
CREATE INDEX "delivery_leased" ON "delivery" USING btree ("lease_until") WHERE "delivery"."state" in ('claimed', 'committing');--> statement-breakpoint
CREATE INDEX "delivery_attempt_delivery" ON "delivery_attempt" USING btree ("delivery_id");--> statement-breakpoint
CREATE INDEX "delivery_entry_delivery" ON "delivery_entry" USING btree ("delivery_id");--> statement-breakpoint
CREATE UNIQUE INDEX "delivery_entry_once" ON "delivery_entry" USING btree ("subscriber_id","entry_id") WHERE "delivery_entry"."released_at" is null;--> statement-breakpoint
CREATE INDEX "account_user" ON "account" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "audit_subject" ON "audit" USING btree ("subject","id");--> statement-breakpoint
CREATE INDEX "session_user" ON "session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "verification_identifier" ON "verification" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "entry_published" ON "entry" USING btree ("published_at" DESC NULLS LAST) WHERE "entry"."state" = 'published';--> statement-breakpoint
CREATE INDEX "entry_day" ON "entry" USING btree ("reported_on" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "entry_related" ON "entry" USING gin ("related");--> statement-breakpoint
CREATE INDEX "poll_state_due" ON "poll_state" USING btree ("next_poll_at");--> statement-breakpoint
CREATE INDEX "subscriber_state" ON "subscriber" USING btree ("state");