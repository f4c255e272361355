-- Marks units whose posts, people or place in the organisation changed. DO UPDATE, not DO NOTHING: it locks the mark, so that
-- a follower that runs meanwhile leaves it for after this commit instead of taking it and reading the old state.
CREATE FUNCTION mark_units(changed bigint[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO unit_changes (unit_id, changed_at)
  SELECT DISTINCT unit_id, statement_timestamp() FROM unnest(changed) AS unit_id WHERE unit_id IS NOT NULL ORDER BY unit_id
  ON CONFLICT (unit_id) DO UPDATE SET changed_at = excluded.changed_at
$$;
--> statement-breakpoint
CREATE FUNCTION units_of_people(changed bigint[]) RETURNS bigint[] LANGUAGE sql STABLE AS $$
  SELECT array_agg(DISTINCT unit_id) FROM appointments WHERE person_id = ANY (changed)
$$;
--> statement-breakpoint
CREATE FUNCTION mark_new_appointments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM mark_units((SELECT array_agg(unit_id) FROM after_rows));
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION mark_changed_appointments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM mark_units((SELECT array_agg(unit_id) FROM (SELECT unit_id FROM before_rows UNION SELECT unit_id FROM after_rows) both_sides));
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION mark_removed_appointments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM mark_units((SELECT array_agg(unit_id) FROM before_rows));
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "appointments_added" AFTER INSERT ON "appointments"
  REFERENCING NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION mark_new_appointments();
--> statement-breakpoint
CREATE TRIGGER "appointments_changed" AFTER UPDATE ON "appointments"
  REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION mark_changed_appointments();
--> statement-breakpoint
CREATE TRIGGER "appointments_removed" AFTER DELETE ON "appointments"
  REFERENCING OLD TABLE AS before_rows FOR EACH STATEMENT EXECUTE FUNCTION mark_removed_appointments();
--> statement-breakpoint
CREATE FUNCTION mark_units_of_changed_people() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM mark_units(units_of_people((
    SELECT array_agg(n.id) FROM after_rows n JOIN before_rows o ON o.id = n.id WHERE o.left_on IS DISTINCT FROM n.left_on)));
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "people_changed" AFTER UPDATE ON "people"
  REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION mark_units_of_changed_people();
--> statement-breakpoint
CREATE FUNCTION mark_moved_units() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM mark_units((
    SELECT array_agg(n.id) FROM after_rows n JOIN before_rows o ON o.id = n.id
    WHERE (o.parent_id, o.branch_id, o.level) IS DISTINCT FROM (n.parent_id, n.branch_id, n.level)));
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "units_changed" AFTER UPDATE ON "units"
  REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION mark_moved_units();
--> statement-breakpoint
CREATE FUNCTION mark_units_of_new_accounts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM mark_units(units_of_people((SELECT array_agg(person_id) FROM after_rows)));
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "slack_accounts_added" AFTER INSERT ON "slack_accounts"
  REFERENCING NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION mark_units_of_new_accounts();
--> statement-breakpoint
CREATE FUNCTION mark_units_of_changed_accounts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM mark_units(units_of_people((
    SELECT array_agg(n.person_id) FROM after_rows n
    JOIN before_rows o ON o.team_id = n.team_id AND o.user_id = n.user_id WHERE o.deactivated <> n.deactivated)));
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "slack_accounts_changed" AFTER UPDATE ON "slack_accounts"
  REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION mark_units_of_changed_accounts();
--> statement-breakpoint
CREATE FUNCTION mark_units_of_deputies() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM mark_units(units_of_people((SELECT array_agg(principal_id) FROM changed_rows)));
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "deputyships_added" AFTER INSERT ON "deputyships"
  REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION mark_units_of_deputies();
--> statement-breakpoint
CREATE TRIGGER "deputyships_changed" AFTER UPDATE ON "deputyships"
  REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION mark_units_of_deputies();
--> statement-breakpoint
CREATE TRIGGER "deputyships_removed" AFTER DELETE ON "deputyships"
  REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION mark_units_of_deputies();
--> statement-breakpoint
-- The settings decide which seats there are: a new version is looked at for every team.
CREATE FUNCTION mark_head_office() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM mark_units((SELECT array_agg(id) FROM units WHERE level = 'head_office'));
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "policy_versions_added" AFTER INSERT ON "policy_versions"
  FOR EACH STATEMENT EXECUTE FUNCTION mark_head_office();
