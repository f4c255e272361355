CREATE EXTENSION IF NOT EXISTS btree_gist;
--> statement-breakpoint
-- Nobody takes two steps of one recommendation, in their own name or in another's.
ALTER TABLE "recommendation_decisions" ADD CONSTRAINT "recommendation_decisions_one_step_by"
  EXCLUDE USING gist ("recommendation_id" WITH =, "decided_by" WITH =, "step_kind" WITH <>);
--> statement-breakpoint
ALTER TABLE "recommendation_decisions" ADD CONSTRAINT "recommendation_decisions_one_step_in_name_of"
  EXCLUDE USING gist ("recommendation_id" WITH =, "in_name_of" WITH =, "step_kind" WITH <>);
--> statement-breakpoint
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER "audit_entries_append_only" BEFORE UPDATE OR DELETE ON "audit_entries"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER "audit_entries_no_truncate" BEFORE TRUNCATE ON "audit_entries"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER "recommendation_decisions_append_only" BEFORE UPDATE OR DELETE ON "recommendation_decisions"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER "recommendation_decisions_no_truncate" BEFORE TRUNCATE ON "recommendation_decisions"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
