CREATE TABLE "policy_reviews" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "policy_reviews_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"selection" jsonb NOT NULL,
	"reason" text NOT NULL,
	"started_by" bigint NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"opened" integer DEFAULT 0 NOT NULL,
	"skipped" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "policy_reviews_starter" UNIQUE("id","started_by"),
	CONSTRAINT "policy_reviews_selection" CHECK (jsonb_typeof("policy_reviews"."selection") = 'object'),
	CONSTRAINT "policy_reviews_reason" CHECK ("policy_reviews"."reason" ~ '[^[:space:]]')
);
--> statement-breakpoint
ALTER TABLE "reviews" DROP CONSTRAINT "reviews_cause";--> statement-breakpoint
ALTER TABLE "reviews" DROP CONSTRAINT "reviews_asked_for";--> statement-breakpoint
ALTER TABLE "review_cards" ADD COLUMN "listed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "policy_review_id" bigint;--> statement-breakpoint
ALTER TABLE "policy_reviews" ADD CONSTRAINT "policy_reviews_started_by_people_id_fk" FOREIGN KEY ("started_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_policy_review" FOREIGN KEY ("policy_review_id","submitted_by") REFERENCES "public"."policy_reviews"("id","started_by") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reviews_of_policy" ON "reviews" USING btree ("policy_review_id") WHERE "reviews"."policy_review_id" is not null;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_policy" CHECK (("reviews"."cause" = 'policy') = ("reviews"."policy_review_id" is not null));--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_cause" CHECK ("reviews"."cause" in ('scheduled', 'asked_for', 'below_criteria', 'policy'));--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_asked_for" CHECK ("reviews"."cause" not in ('asked_for', 'policy') or ("reviews"."submitted_by" is not null and coalesce("reviews"."evidence", '') ~ '[^[:space:]]'));