-- Nobody has two deputies at a time. An ended period that never began is empty, and meets nothing.
ALTER TABLE "deputyships" ADD CONSTRAINT "deputyships_one_at_a_time"
  EXCLUDE USING gist ("principal_id" WITH =, daterange("from", "to") WITH &&);
--> statement-breakpoint
-- What waits for people moves with their deputies too: whose account or post changes, for whom they stand in, and so on up.
CREATE OR REPLACE FUNCTION units_of_people(changed bigint[]) RETURNS bigint[] LANGUAGE sql STABLE AS $$
  WITH RECURSIVE concerned AS (
    SELECT unnest(changed) AS id
    UNION
    SELECT d.principal_id FROM concerned c JOIN deputyships d ON d.deputy_id = c.id WHERE d."to" >= current_date - 1
  )
  SELECT array_agg(DISTINCT a.unit_id) FROM appointments a JOIN concerned c ON c.id = a.person_id
$$;
--> statement-breakpoint
-- Nobody has a voice in two steps of a review, whoever's: as in recommendations. The review's row lock keeps two sayings from
-- passing it side by side.
CREATE FUNCTION refuse_second_review_voice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM review_voices earlier
    WHERE earlier.review_id = NEW.review_id AND earlier.step_kind <> NEW.step_kind
      AND (earlier.decided_by IN (NEW.decided_by, NEW.in_name_of) OR earlier.in_name_of IN (NEW.decided_by, NEW.in_name_of))
  ) THEN
    RAISE EXCEPTION 'nobody takes two steps of review %', NEW.review_id USING ERRCODE = 'exclusion_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER "review_voices_one_voice" BEFORE INSERT ON "review_voices"
  FOR EACH ROW EXECUTE FUNCTION refuse_second_review_voice();
--> statement-breakpoint
CREATE TRIGGER "review_voices_append_only" BEFORE UPDATE OR DELETE ON "review_voices"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER "review_voices_no_truncate" BEFORE TRUNCATE ON "review_voices"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
