CREATE TABLE "cooperations" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "cooperations_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"client_id" bigint NOT NULL,
	"unit_id" bigint NOT NULL,
	"begun_at" timestamp (3) with time zone NOT NULL,
	"begun_by" bigint NOT NULL,
	"begun_in_name_of" bigint NOT NULL,
	"proposal_id" bigint,
	"ended_at" timestamp (3) with time zone,
	"ended_by" bigint,
	"end_reason" text,
	CONSTRAINT "cooperations_ended" CHECK ("cooperations"."ended_by" is null or ("cooperations"."ended_at" is not null and coalesce("cooperations"."end_reason", '') ~ '[^[:space:]]'))
);
--> statement-breakpoint
CREATE TABLE "unit_consents" (
	"proposal_id" bigint NOT NULL,
	"no" integer NOT NULL,
	"kind" text NOT NULL,
	"unit_id" bigint NOT NULL,
	"taken_by" jsonb NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"proposed_by" bigint NOT NULL,
	"decided_by" bigint,
	"in_name_of" bigint,
	"reason" text,
	"decided_at" timestamp (3) with time zone,
	CONSTRAINT "unit_consents_proposal_id_no_pk" PRIMARY KEY("proposal_id","no"),
	CONSTRAINT "unit_consents_kind" CHECK ("unit_consents"."kind" in ('branch_cooperates', 'lead_branch_releases', 'lead_branch_accepts', 'department_agrees')),
	CONSTRAINT "unit_consents_state" CHECK ("unit_consents"."state" in ('open', 'given', 'refused', 'closed')),
	CONSTRAINT "unit_consents_taken_by" CHECK (jsonb_typeof("unit_consents"."taken_by") = 'object'),
	CONSTRAINT "unit_consents_said" CHECK (("unit_consents"."state" in ('given', 'refused')) = ("unit_consents"."decided_by" is not null and "unit_consents"."in_name_of" is not null and "unit_consents"."decided_at" is not null)),
	CONSTRAINT "unit_consents_not_own" CHECK ("unit_consents"."decided_by" is null or ("unit_consents"."decided_by" <> "unit_consents"."proposed_by" and "unit_consents"."in_name_of" <> "unit_consents"."proposed_by")),
	CONSTRAINT "unit_consents_reason" CHECK ("unit_consents"."state" <> 'refused' or coalesce("unit_consents"."reason", '') ~ '[^[:space:]]')
);
--> statement-breakpoint
CREATE TABLE "unit_proposal_cards" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "unit_proposal_cards_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"proposal_id" bigint NOT NULL,
	"consent_no" integer NOT NULL,
	"person_id" bigint NOT NULL,
	"asked" boolean DEFAULT true NOT NULL,
	"channel_id" text,
	"ts" text,
	"posted_at" timestamp (3) with time zone,
	CONSTRAINT "unit_proposal_cards_once" UNIQUE("proposal_id","consent_no","person_id")
);
--> statement-breakpoint
CREATE TABLE "unit_proposals" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "unit_proposals_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"client_id" bigint NOT NULL,
	"aim" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"from_unit_id" bigint NOT NULL,
	"unit_id" bigint NOT NULL,
	"keeps_old" boolean DEFAULT false NOT NULL,
	"reason" text NOT NULL,
	"proposed_by" bigint NOT NULL,
	"proposed_in_name_of" bigint NOT NULL,
	"proposed_at" timestamp (3) with time zone NOT NULL,
	"policy_version_id" bigint NOT NULL,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "unit_proposals_proposer" UNIQUE("id","proposed_by"),
	CONSTRAINT "unit_proposals_aim" CHECK ("unit_proposals"."aim" in ('cooperate', 'lead')),
	CONSTRAINT "unit_proposals_state" CHECK ("unit_proposals"."state" in ('open', 'carried_out', 'refused', 'withdrawn', 'cancelled', 'superseded')),
	CONSTRAINT "unit_proposals_reason" CHECK ("unit_proposals"."reason" ~ '[^[:space:]]'),
	CONSTRAINT "unit_proposals_closed" CHECK (("unit_proposals"."state" = 'open') = ("unit_proposals"."closed_at" is null)),
	CONSTRAINT "unit_proposals_other" CHECK ("unit_proposals"."unit_id" <> "unit_proposals"."from_unit_id")
);
--> statement-breakpoint
ALTER TABLE "deadlines" DROP CONSTRAINT "deadlines_kind";--> statement-breakpoint
ALTER TABLE "team_seats" DROP CONSTRAINT "team_seats_seat";--> statement-breakpoint
ALTER TABLE "cooperations" ADD CONSTRAINT "cooperations_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cooperations" ADD CONSTRAINT "cooperations_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cooperations" ADD CONSTRAINT "cooperations_begun_by_people_id_fk" FOREIGN KEY ("begun_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cooperations" ADD CONSTRAINT "cooperations_begun_in_name_of_people_id_fk" FOREIGN KEY ("begun_in_name_of") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cooperations" ADD CONSTRAINT "cooperations_proposal_id_unit_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."unit_proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cooperations" ADD CONSTRAINT "cooperations_ended_by_people_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_consents" ADD CONSTRAINT "unit_consents_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_consents" ADD CONSTRAINT "unit_consents_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_consents" ADD CONSTRAINT "unit_consents_in_name_of_people_id_fk" FOREIGN KEY ("in_name_of") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_consents" ADD CONSTRAINT "unit_consents_proposer" FOREIGN KEY ("proposal_id","proposed_by") REFERENCES "public"."unit_proposals"("id","proposed_by") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_proposal_cards" ADD CONSTRAINT "unit_proposal_cards_proposal_id_unit_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."unit_proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_proposal_cards" ADD CONSTRAINT "unit_proposal_cards_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_proposals" ADD CONSTRAINT "unit_proposals_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_proposals" ADD CONSTRAINT "unit_proposals_from_unit_id_units_id_fk" FOREIGN KEY ("from_unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_proposals" ADD CONSTRAINT "unit_proposals_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_proposals" ADD CONSTRAINT "unit_proposals_proposed_by_people_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_proposals" ADD CONSTRAINT "unit_proposals_proposed_in_name_of_people_id_fk" FOREIGN KEY ("proposed_in_name_of") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_proposals" ADD CONSTRAINT "unit_proposals_policy_version_id_policy_versions_id_fk" FOREIGN KEY ("policy_version_id") REFERENCES "public"."policy_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "cooperations_once" ON "cooperations" USING btree ("client_id","unit_id") WHERE "cooperations"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "cooperations_unit" ON "cooperations" USING btree ("unit_id") WHERE "cooperations"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "unit_consents_waiting" ON "unit_consents" USING btree ("unit_id") WHERE "unit_consents"."state" = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "unit_proposals_lead" ON "unit_proposals" USING btree ("client_id") WHERE "unit_proposals"."state" = 'open' and "unit_proposals"."aim" = 'lead';--> statement-breakpoint
CREATE UNIQUE INDEX "unit_proposals_cooperate" ON "unit_proposals" USING btree ("client_id","unit_id") WHERE "unit_proposals"."state" = 'open' and "unit_proposals"."aim" = 'cooperate';--> statement-breakpoint
CREATE INDEX "unit_proposals_client" ON "unit_proposals" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "unit_proposals_open" ON "unit_proposals" USING btree ("id") WHERE "unit_proposals"."state" = 'open';--> statement-breakpoint
ALTER TABLE "deadlines" ADD CONSTRAINT "deadlines_kind" CHECK ("deadlines"."kind" in ('client_review', 'review_step', 'recommendation_step', 'unit_consent'));--> statement-breakpoint
ALTER TABLE "team_seats" ADD CONSTRAINT "team_seats_seat" CHECK ("team_seats"."seat" in ('lead_client_manager', 'sub_branch_president', 'branch_president', 'corporate_department', 'head_office_president', 'co_client_manager', 'co_sub_branch_president', 'co_branch_president'));
--> statement-breakpoint
-- Nobody says two things about one proposal, in whosever name, nor anything about what was proposed in theirs; what was said
-- stays. The proposal's row lock keeps two sayings from passing it side by side.
CREATE FUNCTION refuse_second_unit_voice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.state IN ('given', 'refused') THEN
    RAISE EXCEPTION 'what was said about proposal % stays', OLD.proposal_id USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.decided_by IS NOT NULL AND EXISTS (
    SELECT FROM unit_consents other
    WHERE other.proposal_id = NEW.proposal_id AND other.no <> NEW.no
      AND (other.decided_by IN (NEW.decided_by, NEW.in_name_of) OR other.in_name_of IN (NEW.decided_by, NEW.in_name_of))
    UNION ALL
    SELECT FROM unit_proposals p
    WHERE p.id = NEW.proposal_id AND p.proposed_in_name_of IN (NEW.decided_by, NEW.in_name_of)
  ) THEN
    RAISE EXCEPTION 'nobody says two things about proposal %', NEW.proposal_id USING ERRCODE = 'exclusion_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER "unit_consents_one_voice" BEFORE INSERT OR UPDATE ON "unit_consents"
  FOR EACH ROW EXECUTE FUNCTION refuse_second_unit_voice();
--> statement-breakpoint
CREATE TRIGGER "unit_consents_stay" BEFORE DELETE ON "unit_consents"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- A proposal is carried out with every consent or not at all, and ends once.
CREATE FUNCTION refuse_without_consents() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'open' THEN
    RAISE EXCEPTION 'proposal % has ended', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.state = 'carried_out' AND EXISTS (
    SELECT FROM unit_consents c WHERE c.proposal_id = NEW.id AND c.state <> 'given'
  ) THEN
    RAISE EXCEPTION 'proposal % lacks a consent', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER "unit_proposals_with_consents" BEFORE UPDATE ON "unit_proposals"
  FOR EACH ROW EXECUTE FUNCTION refuse_without_consents();
