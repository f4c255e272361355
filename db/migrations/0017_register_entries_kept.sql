-- A filed register stays what it was: versions are compared with it for years.
CREATE TRIGGER "register_entries_append_only" BEFORE UPDATE OR DELETE ON "register_entries"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER "register_entries_no_truncate" BEFORE TRUNCATE ON "register_entries"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
