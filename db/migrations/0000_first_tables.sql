CREATE TABLE "appointments" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "appointments_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"person_id" bigint NOT NULL,
	"unit_id" bigint NOT NULL,
	"position" text NOT NULL,
	"from" date NOT NULL,
	"to" date,
	CONSTRAINT "appointments_once" UNIQUE("person_id","unit_id","position","from"),
	CONSTRAINT "appointments_position" CHECK ("appointments"."position" in ('client_manager', 'sub_branch_president', 'branch_officer', 'branch_president', 'corporate_officer', 'head_office_president', 'product_officer', 'administrator')),
	CONSTRAINT "appointments_period" CHECK ("appointments"."to" is null or "appointments"."to" >= "appointments"."from")
);
--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_entries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp (3) with time zone NOT NULL,
	"person_id" bigint,
	"in_name_of" bigint,
	"slack_user_id" text,
	"source" text NOT NULL,
	"action" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" bigint,
	"article" text,
	"before" jsonb,
	"after" jsonb,
	CONSTRAINT "audit_entries_source" CHECK ("audit_entries"."source" in ('card', 'form', 'command', 'home', 'job', 'import', 'slack'))
);
--> statement-breakpoint
CREATE TABLE "client_channels" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "client_channels_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"client_id" bigint NOT NULL,
	"state" text DEFAULT 'wanted' NOT NULL,
	"channel_id" text,
	"name" text,
	"name_attempt" integer DEFAULT 0 NOT NULL,
	"welcome_ts" text,
	"opened_at" timestamp (3) with time zone,
	CONSTRAINT "client_channels_channelId_unique" UNIQUE("channel_id"),
	CONSTRAINT "client_channels_state" CHECK ("client_channels"."state" in ('wanted', 'open'))
);
--> statement-breakpoint
CREATE TABLE "clients" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "clients_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"code" text NOT NULL,
	"short_name" text NOT NULL,
	"legal_name" text NOT NULL,
	"english_name" text DEFAULT '' NOT NULL,
	"region" text NOT NULL,
	"industry" text NOT NULL,
	"listed_on" date,
	"short_name_key" text NOT NULL,
	"legal_name_key" text NOT NULL,
	"state" text DEFAULT 'candidate' NOT NULL,
	"tier" text,
	"category" text,
	"lead_unit_id" bigint,
	"lead_client_manager_id" bigint,
	"designated_at" timestamp (3) with time zone,
	"next_review_on" date,
	CONSTRAINT "clients_code_unique" UNIQUE("code"),
	CONSTRAINT "clients_state" CHECK ("clients"."state" in ('candidate', 'designated', 'exited')),
	CONSTRAINT "clients_tier" CHECK ("clients"."tier" in ('bank_wide', 'regional')),
	CONSTRAINT "clients_category" CHECK ("clients"."category" in ('industry_leader', 'nationwide_conglomerate', 'key_industry_front_runner', 'regional_character', 'multinational_in_china', 'government_and_public', 'financial_institution', 'other_contribution', 'regional_monopoly', 'regional_group', 'product_and_market_lead', 'development_zone_high_tech', 'investment_promotion', 'administrative_and_public', 'other_growing')),
	CONSTRAINT "clients_designated_whole" CHECK (("clients"."state" = 'designated') = ("clients"."tier" is not null and "clients"."category" is not null and "clients"."lead_unit_id" is not null and "clients"."designated_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "criteria_versions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "criteria_versions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"tier" text NOT NULL,
	"criteria" jsonb NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "criteria_versions_tier" CHECK ("criteria_versions"."tier" in ('bank_wide', 'regional')),
	CONSTRAINT "criteria_versions_criteria" CHECK (jsonb_typeof("criteria_versions"."criteria") = 'object')
);
--> statement-breakpoint
CREATE TABLE "deputyships" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "deputyships_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"principal_id" bigint NOT NULL,
	"deputy_id" bigint NOT NULL,
	"from" date NOT NULL,
	"to" date NOT NULL,
	"named_by" bigint NOT NULL,
	"named_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "deputyships_two_people" CHECK ("deputyships"."deputy_id" <> "deputyships"."principal_id"),
	CONSTRAINT "deputyships_period" CHECK ("deputyships"."to" > "deputyships"."from")
);
--> statement-breakpoint
CREATE TABLE "effects" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "effects_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"lane" text NOT NULL,
	"kind" text NOT NULL,
	"payload" jsonb NOT NULL,
	"merge_key" text,
	"state" text DEFAULT 'ready' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"fence" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "effects_state" CHECK ("effects"."state" in ('ready', 'sending', 'done', 'dead')),
	CONSTRAINT "effects_payload" CHECK (jsonb_typeof("effects"."payload") = 'object')
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "people_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"employee_no" text NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"left_on" date,
	CONSTRAINT "people_employeeNo_unique" UNIQUE("employee_no")
);
--> statement-breakpoint
CREATE TABLE "policy_versions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "policy_versions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"document" jsonb NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	"published_by" bigint,
	"reason" text NOT NULL,
	CONSTRAINT "policy_versions_document" CHECK (jsonb_typeof("policy_versions"."document") = 'object')
);
--> statement-breakpoint
CREATE TABLE "recommendation_cards" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "recommendation_cards_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"recommendation_id" bigint NOT NULL,
	"round" integer NOT NULL,
	"step_no" integer NOT NULL,
	"person_id" bigint NOT NULL,
	"role" text NOT NULL,
	"channel_id" text,
	"ts" text,
	"posted_at" timestamp (3) with time zone,
	CONSTRAINT "recommendation_cards_once" UNIQUE("recommendation_id","round","step_no","person_id"),
	CONSTRAINT "recommendation_cards_role" CHECK ("recommendation_cards"."role" in ('decider', 'recommender'))
);
--> statement-breakpoint
CREATE TABLE "recommendation_decisions" (
	"recommendation_id" bigint NOT NULL,
	"round" integer NOT NULL,
	"step_no" integer NOT NULL,
	"step_kind" text NOT NULL,
	"verdict" text NOT NULL,
	"decided_by" bigint NOT NULL,
	"in_name_of" bigint NOT NULL,
	"submitted_by" bigint NOT NULL,
	"reason" text,
	"decided_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "recommendation_decisions_recommendation_id_round_step_no_pk" PRIMARY KEY("recommendation_id","round","step_no"),
	CONSTRAINT "recommendation_decisions_step_kind" CHECK ("recommendation_decisions"."step_kind" in ('sub_branch_endorses', 'branch_designates', 'branch_endorses', 'branch_co_signs', 'corporate_decides', 'head_office_approves')),
	CONSTRAINT "recommendation_decisions_verdict" CHECK ("recommendation_decisions"."verdict" in ('approved', 'returned', 'rejected')),
	CONSTRAINT "recommendation_decisions_not_own" CHECK ("recommendation_decisions"."decided_by" <> "recommendation_decisions"."submitted_by" and "recommendation_decisions"."in_name_of" <> "recommendation_decisions"."submitted_by"),
	CONSTRAINT "recommendation_decisions_reason" CHECK ("recommendation_decisions"."verdict" = 'approved' or coalesce("recommendation_decisions"."reason", '') ~ '[^[:space:]]')
);
--> statement-breakpoint
CREATE TABLE "recommendation_questions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "recommendation_questions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"recommendation_id" bigint NOT NULL,
	"round" integer NOT NULL,
	"asked_by" bigint NOT NULL,
	"question" text NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"answered_by" bigint,
	"answer" text,
	"answered_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "recommendation_steps" (
	"recommendation_id" bigint NOT NULL,
	"round" integer NOT NULL,
	"no" integer NOT NULL,
	"kind" text NOT NULL,
	"unit_id" bigint NOT NULL,
	"taken_by" jsonb NOT NULL,
	"state" text NOT NULL,
	"skip_reason" text,
	"opened_at" timestamp (3) with time zone,
	CONSTRAINT "recommendation_steps_recommendation_id_round_no_pk" PRIMARY KEY("recommendation_id","round","no"),
	CONSTRAINT "recommendation_steps_kind" CHECK ("recommendation_steps"."kind" in ('sub_branch_endorses', 'branch_designates', 'branch_endorses', 'branch_co_signs', 'corporate_decides', 'head_office_approves')),
	CONSTRAINT "recommendation_steps_state" CHECK ("recommendation_steps"."state" in ('waiting', 'open', 'approved', 'returned', 'rejected', 'skipped', 'closed')),
	CONSTRAINT "recommendation_steps_skip_reason" CHECK ("recommendation_steps"."skip_reason" in ('submitter_is_president', 'policy_off')),
	CONSTRAINT "recommendation_steps_taken_by" CHECK (jsonb_typeof("recommendation_steps"."taken_by") = 'object'),
	CONSTRAINT "recommendation_steps_skipped" CHECK (("recommendation_steps"."state" = 'skipped') = ("recommendation_steps"."skip_reason" is not null))
);
--> statement-breakpoint
CREATE TABLE "recommendations" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "recommendations_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"state" text DEFAULT 'draft' NOT NULL,
	"round" integer DEFAULT 1 NOT NULL,
	"submitted_by" bigint NOT NULL,
	"client_id" bigint,
	"kind" text,
	"route" text,
	"began_at_unit_id" bigint,
	"tier" text,
	"category" text,
	"lead_unit_id" bigint,
	"key_dimensions" jsonb DEFAULT '{"chosen":[]}'::jsonb NOT NULL,
	"industry" text,
	"region" text,
	"reason" text,
	"criteria_version_id" bigint,
	"criteria_values" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"policy_version_id" bigint,
	"draft" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"submitted_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "recommendations_submitter" UNIQUE("id","submitted_by"),
	CONSTRAINT "recommendations_state" CHECK ("recommendations"."state" in ('draft', 'submitted', 'returned', 'approved', 'rejected', 'withdrawn')),
	CONSTRAINT "recommendations_kind" CHECK ("recommendations"."kind" in ('designation', 'upgrade')),
	CONSTRAINT "recommendations_route" CHECK ("recommendations"."route" in ('sub_branch_recommends', 'branch_designates', 'branch_recommends', 'head_office_initiates', 'joint_initiation')),
	CONSTRAINT "recommendations_tier" CHECK ("recommendations"."tier" in ('bank_wide', 'regional')),
	CONSTRAINT "recommendations_category" CHECK ("recommendations"."category" in ('industry_leader', 'nationwide_conglomerate', 'key_industry_front_runner', 'regional_character', 'multinational_in_china', 'government_and_public', 'financial_institution', 'other_contribution', 'regional_monopoly', 'regional_group', 'product_and_market_lead', 'development_zone_high_tech', 'investment_promotion', 'administrative_and_public', 'other_growing')),
	CONSTRAINT "recommendations_key_dimensions" CHECK (jsonb_typeof("recommendations"."key_dimensions") = 'object'),
	CONSTRAINT "recommendations_criteria_values" CHECK (jsonb_typeof("recommendations"."criteria_values") = 'object'),
	CONSTRAINT "recommendations_draft" CHECK (jsonb_typeof("recommendations"."draft") = 'object'),
	CONSTRAINT "recommendations_whole" CHECK ("recommendations"."state" = 'draft' or num_nonnulls("recommendations"."client_id", "recommendations"."kind", "recommendations"."route", "recommendations"."began_at_unit_id", "recommendations"."tier", "recommendations"."category", "recommendations"."lead_unit_id", "recommendations"."industry", "recommendations"."region", "recommendations"."reason", "recommendations"."criteria_version_id", "recommendations"."policy_version_id", "recommendations"."submitted_at") = 13),
	CONSTRAINT "recommendations_reason" CHECK ("recommendations"."reason" is null or "recommendations"."reason" ~ '[^[:space:]]')
);
--> statement-breakpoint
CREATE TABLE "slack_accounts" (
	"team_id" text NOT NULL,
	"user_id" text NOT NULL,
	"person_id" bigint NOT NULL,
	"locale" text NOT NULL,
	"deactivated" boolean DEFAULT false NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "slack_accounts_team_id_user_id_pk" PRIMARY KEY("team_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "team_seats" (
	"client_id" bigint NOT NULL,
	"seat" text NOT NULL,
	"person_id" bigint NOT NULL,
	"seated_at" timestamp (3) with time zone NOT NULL,
	"invitation" text DEFAULT 'wanted' NOT NULL,
	"failure" text,
	CONSTRAINT "team_seats_client_id_seat_person_id_pk" PRIMARY KEY("client_id","seat","person_id"),
	CONSTRAINT "team_seats_seat" CHECK ("team_seats"."seat" in ('lead_client_manager', 'sub_branch_president', 'branch_president', 'corporate_department', 'head_office_president')),
	CONSTRAINT "team_seats_invitation" CHECK ("team_seats"."invitation" in ('wanted', 'member', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "units" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "units_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"code" text NOT NULL,
	"name" text NOT NULL,
	"level" text NOT NULL,
	"parent_id" bigint,
	"branch_id" bigint,
	"region" text NOT NULL,
	CONSTRAINT "units_code_unique" UNIQUE("code"),
	CONSTRAINT "units_level" CHECK ("units"."level" in ('head_office', 'branch', 'sub_branch'))
);
--> statement-breakpoint
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_in_name_of_people_id_fk" FOREIGN KEY ("in_name_of") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_channels" ADD CONSTRAINT "client_channels_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clients" ADD CONSTRAINT "clients_lead_unit_id_units_id_fk" FOREIGN KEY ("lead_unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clients" ADD CONSTRAINT "clients_lead_client_manager_id_people_id_fk" FOREIGN KEY ("lead_client_manager_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deputyships" ADD CONSTRAINT "deputyships_principal_id_people_id_fk" FOREIGN KEY ("principal_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deputyships" ADD CONSTRAINT "deputyships_deputy_id_people_id_fk" FOREIGN KEY ("deputy_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deputyships" ADD CONSTRAINT "deputyships_named_by_people_id_fk" FOREIGN KEY ("named_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_versions" ADD CONSTRAINT "policy_versions_published_by_people_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendation_cards" ADD CONSTRAINT "recommendation_cards_recommendation_id_recommendations_id_fk" FOREIGN KEY ("recommendation_id") REFERENCES "public"."recommendations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendation_cards" ADD CONSTRAINT "recommendation_cards_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendation_decisions" ADD CONSTRAINT "recommendation_decisions_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendation_decisions" ADD CONSTRAINT "recommendation_decisions_in_name_of_people_id_fk" FOREIGN KEY ("in_name_of") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendation_decisions" ADD CONSTRAINT "recommendation_decisions_step" FOREIGN KEY ("recommendation_id","round","step_no") REFERENCES "public"."recommendation_steps"("recommendation_id","round","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendation_decisions" ADD CONSTRAINT "recommendation_decisions_submitter" FOREIGN KEY ("recommendation_id","submitted_by") REFERENCES "public"."recommendations"("id","submitted_by") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendation_questions" ADD CONSTRAINT "recommendation_questions_recommendation_id_recommendations_id_fk" FOREIGN KEY ("recommendation_id") REFERENCES "public"."recommendations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendation_questions" ADD CONSTRAINT "recommendation_questions_asked_by_people_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendation_questions" ADD CONSTRAINT "recommendation_questions_answered_by_people_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendation_steps" ADD CONSTRAINT "recommendation_steps_recommendation_id_recommendations_id_fk" FOREIGN KEY ("recommendation_id") REFERENCES "public"."recommendations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendation_steps" ADD CONSTRAINT "recommendation_steps_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendations" ADD CONSTRAINT "recommendations_submitted_by_people_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendations" ADD CONSTRAINT "recommendations_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendations" ADD CONSTRAINT "recommendations_began_at_unit_id_units_id_fk" FOREIGN KEY ("began_at_unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendations" ADD CONSTRAINT "recommendations_lead_unit_id_units_id_fk" FOREIGN KEY ("lead_unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendations" ADD CONSTRAINT "recommendations_criteria_version_id_criteria_versions_id_fk" FOREIGN KEY ("criteria_version_id") REFERENCES "public"."criteria_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendations" ADD CONSTRAINT "recommendations_policy_version_id_policy_versions_id_fk" FOREIGN KEY ("policy_version_id") REFERENCES "public"."policy_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slack_accounts" ADD CONSTRAINT "slack_accounts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_seats" ADD CONSTRAINT "team_seats_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_seats" ADD CONSTRAINT "team_seats_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "units" ADD CONSTRAINT "units_parent_id_units_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "units" ADD CONSTRAINT "units_branch_id_units_id_fk" FOREIGN KEY ("branch_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "appointments_post" ON "appointments" USING btree ("unit_id","position");--> statement-breakpoint
CREATE INDEX "audit_entries_subject" ON "audit_entries" USING btree ("subject_kind","subject_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "client_channels_one" ON "client_channels" USING btree ("client_id") WHERE "client_channels"."state" in ('wanted', 'open');--> statement-breakpoint
CREATE INDEX "clients_short_name_key" ON "clients" USING btree ("short_name_key");--> statement-breakpoint
CREATE INDEX "clients_legal_name_key" ON "clients" USING btree ("legal_name_key");--> statement-breakpoint
CREATE INDEX "clients_register" ON "clients" USING btree ("lead_unit_id") WHERE "clients"."state" = 'designated';--> statement-breakpoint
CREATE INDEX "deputyships_deputy" ON "deputyships" USING btree ("deputy_id");--> statement-breakpoint
CREATE INDEX "deputyships_principal" ON "deputyships" USING btree ("principal_id");--> statement-breakpoint
CREATE UNIQUE INDEX "effects_merge" ON "effects" USING btree ("merge_key") WHERE "effects"."state" = 'ready';--> statement-breakpoint
CREATE INDEX "effects_lane" ON "effects" USING btree ("lane","id") WHERE "effects"."state" in ('ready', 'sending');--> statement-breakpoint
CREATE INDEX "effects_dead" ON "effects" USING btree ("id") WHERE "effects"."state" = 'dead';--> statement-breakpoint
CREATE UNIQUE INDEX "people_email" ON "people" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "recommendation_decisions_by" ON "recommendation_decisions" USING btree ("decided_by","decided_at");--> statement-breakpoint
CREATE UNIQUE INDEX "recommendation_steps_open" ON "recommendation_steps" USING btree ("recommendation_id") WHERE "recommendation_steps"."state" = 'open';--> statement-breakpoint
CREATE INDEX "recommendation_steps_waiting" ON "recommendation_steps" USING btree ("unit_id") WHERE "recommendation_steps"."state" = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "recommendations_on_its_way" ON "recommendations" USING btree ("client_id") WHERE "recommendations"."state" in ('submitted', 'returned');--> statement-breakpoint
CREATE UNIQUE INDEX "recommendations_one_draft" ON "recommendations" USING btree ("submitted_by",coalesce("client_id", 0)) WHERE "recommendations"."state" = 'draft';--> statement-breakpoint
CREATE INDEX "recommendations_submitted_by" ON "recommendations" USING btree ("submitted_by");--> statement-breakpoint
CREATE INDEX "recommendations_client" ON "recommendations" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "slack_accounts_person" ON "slack_accounts" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "team_seats_person" ON "team_seats" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "units_branch" ON "units" USING btree ("branch_id");