CREATE TABLE "recommendation_heirs" (
	"recommendation_id" bigint NOT NULL,
	"left_by" bigint NOT NULL,
	"person_id" bigint NOT NULL,
	"told_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "recommendation_heirs_recommendation_id_left_by_person_id_pk" PRIMARY KEY("recommendation_id","left_by","person_id")
);
--> statement-breakpoint
CREATE TABLE "recommendation_takeovers" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "recommendation_takeovers_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"recommendation_id" bigint NOT NULL,
	"from_id" bigint NOT NULL,
	"person_id" bigint NOT NULL,
	"taken_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "recommendation_takeovers_other" CHECK ("recommendation_takeovers"."from_id" <> "recommendation_takeovers"."person_id")
);
--> statement-breakpoint
ALTER TABLE "recommendations" ADD COLUMN "taken_over_by" bigint;--> statement-breakpoint
ALTER TABLE "recommendation_heirs" ADD CONSTRAINT "recommendation_heirs_recommendation_id_recommendations_id_fk" FOREIGN KEY ("recommendation_id") REFERENCES "public"."recommendations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendation_heirs" ADD CONSTRAINT "recommendation_heirs_left_by_people_id_fk" FOREIGN KEY ("left_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendation_heirs" ADD CONSTRAINT "recommendation_heirs_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendation_takeovers" ADD CONSTRAINT "recommendation_takeovers_recommendation_id_recommendations_id_fk" FOREIGN KEY ("recommendation_id") REFERENCES "public"."recommendations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendation_takeovers" ADD CONSTRAINT "recommendation_takeovers_from_id_people_id_fk" FOREIGN KEY ("from_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendation_takeovers" ADD CONSTRAINT "recommendation_takeovers_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "recommendation_takeovers_of" ON "recommendation_takeovers" USING btree ("recommendation_id");--> statement-breakpoint
ALTER TABLE "recommendations" ADD CONSTRAINT "recommendations_taken_over_by_people_id_fk" FOREIGN KEY ("taken_over_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "recommendations_taken_over_by" ON "recommendations" USING btree ("taken_over_by") WHERE "recommendations"."taken_over_by" is not null;
--> statement-breakpoint
-- Nobody decides on what they took over, nor takes over what they had a say in, in whosever name. The recommendation's row lock
-- keeps the two from passing each other.
CREATE FUNCTION refuse_voice_of_taker() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM recommendation_takeovers t
    WHERE t.recommendation_id = NEW.recommendation_id AND t.person_id IN (NEW.decided_by, NEW.in_name_of)
  ) THEN
    RAISE EXCEPTION 'nobody decides on recommendation % who took it over', NEW.recommendation_id USING ERRCODE = 'exclusion_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER "recommendation_decisions_not_taken_over" BEFORE INSERT ON "recommendation_decisions"
  FOR EACH ROW EXECUTE FUNCTION refuse_voice_of_taker();
--> statement-breakpoint
CREATE FUNCTION refuse_taker_with_voice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM recommendation_decisions d
    WHERE d.recommendation_id = NEW.recommendation_id AND NEW.person_id IN (d.decided_by, d.in_name_of)
  ) THEN
    RAISE EXCEPTION 'nobody takes recommendation % over who had a say in it', NEW.recommendation_id USING ERRCODE = 'exclusion_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER "recommendation_takeovers_no_voice" BEFORE INSERT ON "recommendation_takeovers"
  FOR EACH ROW EXECUTE FUNCTION refuse_taker_with_voice();
--> statement-breakpoint
CREATE TRIGGER "recommendation_takeovers_append_only" BEFORE UPDATE OR DELETE ON "recommendation_takeovers"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- What recommenders had left behind before is looked at once.
SELECT mark_units(array(SELECT DISTINCT began_at_unit_id FROM recommendations WHERE state IN ('submitted', 'returned') AND began_at_unit_id IS NOT NULL));
