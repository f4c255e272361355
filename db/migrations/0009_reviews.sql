CREATE TABLE "review_cards" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "review_cards_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"review_id" bigint NOT NULL,
	"round" integer NOT NULL,
	"step_no" integer NOT NULL,
	"person_id" bigint NOT NULL,
	"channel_id" text,
	"ts" text,
	"posted_at" timestamp (3) with time zone,
	CONSTRAINT "review_cards_once" UNIQUE("review_id","round","step_no","person_id")
);
--> statement-breakpoint
CREATE TABLE "review_steps" (
	"review_id" bigint NOT NULL,
	"round" integer NOT NULL,
	"no" integer NOT NULL,
	"kind" text NOT NULL,
	"unit_id" bigint NOT NULL,
	"taken_by" jsonb NOT NULL,
	"state" text NOT NULL,
	"skip_reason" text,
	"opened_at" timestamp (3) with time zone,
	CONSTRAINT "review_steps_review_id_round_no_pk" PRIMARY KEY("review_id","round","no"),
	CONSTRAINT "review_steps_kind" CHECK ("review_steps"."kind" in ('sub_branch_opinion', 'branch_opinion', 'branch_reviews', 'corporate_reviews', 'head_office_confirms')),
	CONSTRAINT "review_steps_state" CHECK ("review_steps"."state" in ('waiting', 'open', 'taken', 'skipped', 'closed')),
	CONSTRAINT "review_steps_skip_reason" CHECK ("review_steps"."skip_reason" in ('branch_leads', 'not_needed', 'policy_off')),
	CONSTRAINT "review_steps_taken_by" CHECK (jsonb_typeof("review_steps"."taken_by") = 'object'),
	CONSTRAINT "review_steps_skipped" CHECK (("review_steps"."state" = 'skipped') = ("review_steps"."skip_reason" is not null))
);
--> statement-breakpoint
CREATE TABLE "review_voices" (
	"review_id" bigint NOT NULL,
	"round" integer NOT NULL,
	"step_no" integer NOT NULL,
	"step_kind" text NOT NULL,
	"verdict" text NOT NULL,
	"reason" text,
	"category" text,
	"next_review_on" date,
	"decided_by" bigint NOT NULL,
	"in_name_of" bigint NOT NULL,
	"submitted_by" bigint,
	"decided_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "review_voices_review_id_round_step_no_pk" PRIMARY KEY("review_id","round","step_no"),
	CONSTRAINT "review_voices_step_kind" CHECK ("review_voices"."step_kind" in ('sub_branch_opinion', 'branch_opinion', 'branch_reviews', 'corporate_reviews', 'head_office_confirms')),
	CONSTRAINT "review_voices_verdict" CHECK ("review_voices"."verdict" in ('retain', 'downgrade', 'exit', 'returned')),
	CONSTRAINT "review_voices_not_own" CHECK ("review_voices"."submitted_by" is null or ("review_voices"."decided_by" <> "review_voices"."submitted_by" and "review_voices"."in_name_of" <> "review_voices"."submitted_by")),
	CONSTRAINT "review_voices_reason" CHECK (("review_voices"."step_kind" = 'head_office_confirms' and "review_voices"."verdict" <> 'returned') or coalesce("review_voices"."reason", '') ~ '[^[:space:]]')
);
--> statement-breakpoint
CREATE TABLE "reviews" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "reviews_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"client_id" bigint NOT NULL,
	"tier" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"round" integer DEFAULT 1 NOT NULL,
	"cause" text NOT NULL,
	"submitted_by" bigint,
	"evidence" text,
	"due_on" date,
	"criteria_version_id" bigint,
	"criteria_values" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"policy_version_id" bigint NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"outcome" text,
	"category" text,
	"next_review_on" date,
	CONSTRAINT "reviews_tier" CHECK ("reviews"."tier" in ('bank_wide', 'regional')),
	CONSTRAINT "reviews_state" CHECK ("reviews"."state" in ('open', 'decided')),
	CONSTRAINT "reviews_cause" CHECK ("reviews"."cause" in ('scheduled', 'asked_for')),
	CONSTRAINT "reviews_outcome" CHECK ("reviews"."outcome" in ('retain', 'downgrade', 'exit')),
	CONSTRAINT "reviews_category" CHECK ("reviews"."category" in ('industry_leader', 'nationwide_conglomerate', 'key_industry_front_runner', 'regional_character', 'multinational_in_china', 'government_and_public', 'financial_institution', 'other_contribution', 'regional_monopoly', 'regional_group', 'product_and_market_lead', 'development_zone_high_tech', 'investment_promotion', 'administrative_and_public', 'other_growing')),
	CONSTRAINT "reviews_criteria_values" CHECK (jsonb_typeof("reviews"."criteria_values") = 'object'),
	CONSTRAINT "reviews_decided" CHECK (("reviews"."state" = 'decided') = ("reviews"."outcome" is not null)),
	CONSTRAINT "reviews_asked_for" CHECK ("reviews"."cause" <> 'asked_for' or ("reviews"."submitted_by" is not null and coalesce("reviews"."evidence", '') ~ '[^[:space:]]'))
);
--> statement-breakpoint
ALTER TABLE "review_cards" ADD CONSTRAINT "review_cards_review_id_reviews_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."reviews"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_cards" ADD CONSTRAINT "review_cards_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_steps" ADD CONSTRAINT "review_steps_review_id_reviews_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."reviews"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_steps" ADD CONSTRAINT "review_steps_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_voices" ADD CONSTRAINT "review_voices_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_voices" ADD CONSTRAINT "review_voices_in_name_of_people_id_fk" FOREIGN KEY ("in_name_of") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_voices" ADD CONSTRAINT "review_voices_step" FOREIGN KEY ("review_id","round","step_no") REFERENCES "public"."review_steps"("review_id","round","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_submitted_by_people_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_criteria_version_id_criteria_versions_id_fk" FOREIGN KEY ("criteria_version_id") REFERENCES "public"."criteria_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_policy_version_id_policy_versions_id_fk" FOREIGN KEY ("policy_version_id") REFERENCES "public"."policy_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "review_steps_open" ON "review_steps" USING btree ("review_id") WHERE "review_steps"."state" = 'open';--> statement-breakpoint
CREATE INDEX "review_steps_waiting" ON "review_steps" USING btree ("unit_id") WHERE "review_steps"."state" = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "reviews_open" ON "reviews" USING btree ("client_id") WHERE "reviews"."state" = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "reviews_due" ON "reviews" USING btree ("client_id","due_on");--> statement-breakpoint
CREATE INDEX "reviews_client" ON "reviews" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "clients_next_review" ON "clients" USING btree ("next_review_on","id") WHERE "clients"."state" = 'designated';