-- Two letters or digits that follow one another stand in nearly every code of a large register, and whoever holds all of them is
-- long in finding: four that follow one another are kept as well, and asked for instead.
CREATE OR REPLACE FUNCTION client_pairs(keys text[], strategic boolean) RETURNS text[] LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  key text;
  pairs text[] := '{}';
  marked text[] := '{}';
  gram text;
BEGIN
  FOREACH key IN ARRAY keys LOOP
    FOR at IN 1 .. length(key) - 1 LOOP
      gram := substr(key, at, 2);
      pairs := pairs || gram;
      IF strategic THEN
        marked := marked || ('*' || gram);
      END IF;
      gram := substr(key, at, 4);
      IF gram ~ '^[ -~]{4}$' THEN
        pairs := pairs || gram;
        IF strategic THEN
          marked := marked || ('*' || gram);
        END IF;
      END IF;
    END LOOP;
  END LOOP;
  RETURN pairs || marked;
END $$;
--> statement-breakpoint
-- Written anew as a whole, with its indexes afterwards: many times faster where there are many clients.
CREATE TABLE "client_search_again" AS
SELECT s.client_id, s.keys, client_pairs(string_to_array(s.keys, E'\n'), c.state = 'designated') AS pairs
FROM client_search s JOIN clients c ON c.id = s.client_id;
--> statement-breakpoint
DROP TABLE "client_search";
--> statement-breakpoint
ALTER TABLE "client_search_again" RENAME TO "client_search";
--> statement-breakpoint
ALTER TABLE "client_search" ALTER COLUMN "keys" SET NOT NULL, ALTER COLUMN "pairs" SET NOT NULL,
  ADD CONSTRAINT "client_search_pkey" PRIMARY KEY ("client_id");
--> statement-breakpoint
CREATE INDEX "client_search_pairs" ON "client_search" USING gin ("pairs");
--> statement-breakpoint
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm') THEN
    CREATE INDEX client_search_likeness ON client_search USING gin (keys gin_trgm_ops);
  END IF;
END $$;
--> statement-breakpoint
ANALYZE "client_search";
