CREATE TABLE "review_graces" (
	"review_id" bigint NOT NULL,
	"round" integer NOT NULL,
	"step_no" integer NOT NULL,
	"client_id" bigint NOT NULL,
	"outcome" text NOT NULL,
	"state" text DEFAULT 'running' NOT NULL,
	"begun_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"former_tier" text NOT NULL,
	"former_category" text NOT NULL,
	"former_designated_at" timestamp (3) with time zone NOT NULL,
	"former_next_review_on" date,
	"former_review_anchor" date,
	"stopped_recommendation_id" bigint,
	"in_name_of" bigint NOT NULL,
	"undone_by" bigint,
	"undone_in_name_of" bigint,
	"undone_at" timestamp (3) with time zone,
	"undo_reason" text,
	CONSTRAINT "review_graces_review_id_round_pk" PRIMARY KEY("review_id","round"),
	CONSTRAINT "review_graces_outcome" CHECK ("review_graces"."outcome" in ('exit', 'downgrade')),
	CONSTRAINT "review_graces_state" CHECK ("review_graces"."state" in ('running', 'ended', 'undone', 'overtaken')),
	CONSTRAINT "review_graces_former_tier" CHECK ("review_graces"."former_tier" in ('bank_wide', 'regional')),
	CONSTRAINT "review_graces_former_category" CHECK ("review_graces"."former_category" in ('industry_leader', 'nationwide_conglomerate', 'key_industry_front_runner', 'regional_character', 'multinational_in_china', 'government_and_public', 'financial_institution', 'other_contribution', 'regional_monopoly', 'regional_group', 'product_and_market_lead', 'development_zone_high_tech', 'investment_promotion', 'administrative_and_public', 'other_growing')),
	CONSTRAINT "review_graces_undone" CHECK (("review_graces"."state" = 'undone') = ("review_graces"."undone_by" is not null and "review_graces"."undone_in_name_of" is not null and "review_graces"."undone_at" is not null and coalesce("review_graces"."undo_reason", '') ~ '[^[:space:]]')),
	CONSTRAINT "review_graces_in_time" CHECK ("review_graces"."undone_at" < "review_graces"."due_at"),
	CONSTRAINT "review_graces_own" CHECK ("review_graces"."undone_in_name_of" = "review_graces"."in_name_of")
);
--> statement-breakpoint
ALTER TABLE "review_graces" ADD CONSTRAINT "review_graces_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_graces" ADD CONSTRAINT "review_graces_stopped_recommendation_id_recommendations_id_fk" FOREIGN KEY ("stopped_recommendation_id") REFERENCES "public"."recommendations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_graces" ADD CONSTRAINT "review_graces_in_name_of_people_id_fk" FOREIGN KEY ("in_name_of") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_graces" ADD CONSTRAINT "review_graces_undone_by_people_id_fk" FOREIGN KEY ("undone_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_graces" ADD CONSTRAINT "review_graces_undone_in_name_of_people_id_fk" FOREIGN KEY ("undone_in_name_of") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_graces" ADD CONSTRAINT "review_graces_voice" FOREIGN KEY ("review_id","round","step_no") REFERENCES "public"."review_voices"("review_id","round","step_no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "review_graces_running" ON "review_graces" USING btree ("client_id") WHERE "review_graces"."state" = 'running';--> statement-breakpoint
CREATE INDEX "review_graces_due" ON "review_graces" USING btree ("due_at") WHERE "review_graces"."state" = 'running';