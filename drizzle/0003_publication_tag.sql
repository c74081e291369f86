CREATE TABLE "publication_tag" (
	"tag" text PRIMARY KEY NOT NULL,
	"number" bigint NOT NULL,
	"changed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "publication_tag_number" ON "publication_tag" USING btree ("number");--> statement-breakpoint
-- What is public already was last changed when anything was.
INSERT INTO "publication_tag" ("tag", "number", "changed_at")
SELECT DISTINCT tag, p."number", p."changed_at"
FROM "publication" p, "entry" e, LATERAL unnest(
  array['all', 'years', 'entry:' || e."archive_id", 'source:' || lower(regexp_replace(normalize(e."source", NFKC), '\s+', '', 'g')),
    'year:' || extract(year from e."reported_on"), 'month:' || to_char(e."reported_on", 'YYYY-MM')]
  || array(SELECT 'entry:' || one FROM unnest(e."related") AS one)
  || array(SELECT unnest(array['topic:' || one, 'topic:' || one || '/' || extract(year from e."reported_on")])
      FROM unnest(e."topics") AS one)) AS tag
WHERE e."state" = 'published' AND e."corrects" IS NULL;
