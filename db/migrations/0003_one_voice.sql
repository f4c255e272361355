-- Nobody has a voice in two steps: what one person decided, another must not decide again in the first one's name. The
-- exclusion constraints compare like with like; this compares across. The recommendation's row lock keeps two decisions
-- from passing it side by side.
CREATE FUNCTION refuse_second_voice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM recommendation_decisions earlier
    WHERE earlier.recommendation_id = NEW.recommendation_id AND earlier.step_kind <> NEW.step_kind
      AND (earlier.decided_by IN (NEW.decided_by, NEW.in_name_of) OR earlier.in_name_of IN (NEW.decided_by, NEW.in_name_of))
  ) THEN
    RAISE EXCEPTION 'nobody takes two steps of recommendation %', NEW.recommendation_id USING ERRCODE = 'exclusion_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER "recommendation_decisions_one_voice" BEFORE INSERT ON "recommendation_decisions"
  FOR EACH ROW EXECUTE FUNCTION refuse_second_voice();
