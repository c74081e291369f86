CREATE TABLE "websub_call" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "websub_call_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"topic" text NOT NULL,
	"callback" text NOT NULL,
	"host" text NOT NULL,
	"mode" text,
	"secret" text,
	"seconds" integer,
	"reason" text,
	"version" integer DEFAULT 1 NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp with time zone NOT NULL,
	"lease_until" timestamp with time zone,
	"lease_token" uuid,
	CONSTRAINT "websub_call_once" UNIQUE("kind","topic","callback")
);
--> statement-breakpoint
CREATE TABLE "websub_subscription" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "websub_subscription_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"topic" text NOT NULL,
	"callback" text NOT NULL,
	"host" text NOT NULL,
	"secret" text,
	"verified_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"delivered_etag" text,
	"delivered_at" timestamp with time zone,
	"failing_since" timestamp with time zone,
	"outcome" text,
	"outcome_at" timestamp with time zone,
	CONSTRAINT "websub_subscription_once" UNIQUE("topic","callback")
);
--> statement-breakpoint
CREATE TABLE "websub_topic" (
	"path" text PRIMARY KEY NOT NULL,
	"etag" text NOT NULL,
	"number" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "websub_watch" (
	"id" integer PRIMARY KEY NOT NULL,
	"number" bigint NOT NULL,
	"token" uuid,
	"lease_until" timestamp with time zone
);
--> statement-breakpoint
CREATE INDEX "websub_call_due" ON "websub_call" USING btree (("attempt" > 0),"next_at","id");--> statement-breakpoint
CREATE INDEX "websub_call_leased" ON "websub_call" USING btree ("host") WHERE "websub_call"."lease_until" is not null;