CREATE TABLE "criteria_drafts" (
	"tier" text PRIMARY KEY NOT NULL,
	"criteria" jsonb NOT NULL,
	"editors" jsonb NOT NULL,
	"changed_by" bigint NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "criteria_drafts_tier" CHECK ("criteria_drafts"."tier" in ('bank_wide', 'regional')),
	CONSTRAINT "criteria_drafts_criteria" CHECK (jsonb_typeof("criteria_drafts"."criteria") = 'object'),
	CONSTRAINT "criteria_drafts_editors" CHECK (jsonb_typeof("criteria_drafts"."editors") = 'object')
);
--> statement-breakpoint
ALTER TABLE "criteria_versions" ADD COLUMN "published_by" bigint;--> statement-breakpoint
ALTER TABLE "criteria_drafts" ADD CONSTRAINT "criteria_drafts_changed_by_people_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "criteria_versions" ADD CONSTRAINT "criteria_versions_published_by_people_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;