-- Two signs that follow one another, of each key; with a star in front for strategic clients, so that they can be asked for first.
-- By a loop: a query over generated rows looks so dear to the planner that it would compile each call (jit).
CREATE FUNCTION client_pairs(keys text[], strategic boolean) RETURNS text[] LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  key text;
  pairs text[] := '{}';
  marked text[] := '{}';
  pair text;
BEGIN
  FOREACH key IN ARRAY keys LOOP
    FOR at IN 1 .. length(key) - 1 LOOP
      pair := substr(key, at, 2);
      pairs := pairs || pair;
      IF strategic THEN
        marked := marked || ('*' || pair);
      END IF;
    END LOOP;
  END LOOP;
  RETURN pairs || marked;
END $$;
--> statement-breakpoint
-- What a client is found by follows the client in its own transaction, whoever writes it; how its names sound is added by the
-- program, since PostgreSQL knows no pinyin.
CREATE FUNCTION keep_client_search() RETURNS trigger LANGUAGE plpgsql AS $$
#variable_conflict use_variable
DECLARE
  is_strategic boolean;
  keys text[];
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM client_names n WHERE n.client_id = OLD.id;
    DELETE FROM client_search s WHERE s.client_id = OLD.id;
    DELETE FROM client_unspoken u WHERE u.client_id = OLD.id;
    RETURN NULL;
  END IF;
  is_strategic := NEW.state = 'designated';
  keys := ARRAY[lower(regexp_replace(NEW.code, '[^[:alnum:]]', '', 'g')), NEW.short_name_key, NEW.legal_name_key,
    lower(regexp_replace(NEW.english_name, '[^[:alnum:]]', '', 'g'))];
  IF TG_OP = 'UPDATE' AND (OLD.code, OLD.short_name_key, OLD.legal_name_key, OLD.english_name)
      IS NOT DISTINCT FROM (NEW.code, NEW.short_name_key, NEW.legal_name_key, NEW.english_name) THEN
    IF (OLD.state = 'designated') IS DISTINCT FROM is_strategic THEN
      UPDATE client_names n SET strategic = is_strategic WHERE n.client_id = NEW.id;
      UPDATE client_search s SET pairs = client_pairs(string_to_array(s.keys, E'\n'), is_strategic)
      WHERE s.client_id = NEW.id;
    END IF;
    RETURN NULL;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    DELETE FROM client_names n WHERE n.client_id = NEW.id;
  END IF;
  INSERT INTO client_names (client_id, kind, key, sound, strategic)
  SELECT NEW.id, kind, key, false, is_strategic
  FROM unnest(ARRAY['code', 'short', 'legal', 'english'], keys) named (kind, key) WHERE key <> '';
  INSERT INTO client_search (client_id, keys, pairs)
  VALUES (NEW.id, array_to_string(keys, E'\n'), client_pairs(keys, is_strategic))
  ON CONFLICT (client_id) DO UPDATE SET keys = excluded.keys, pairs = excluded.pairs;
  INSERT INTO client_unspoken (client_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER clients_search AFTER INSERT OR DELETE OR UPDATE OF code, short_name_key, legal_name_key, english_name, state
  ON clients
  FOR EACH ROW EXECUTE FUNCTION keep_client_search();
--> statement-breakpoint
INSERT INTO client_names (client_id, kind, key, sound, strategic)
SELECT c.id, named.kind, named.key, false, c.state = 'designated'
FROM clients c, unnest(
  ARRAY['code', 'short', 'legal', 'english'],
  ARRAY[lower(regexp_replace(c.code, '[^[:alnum:]]', '', 'g')), c.short_name_key, c.legal_name_key,
        lower(regexp_replace(c.english_name, '[^[:alnum:]]', '', 'g'))]) named (kind, key)
WHERE named.key <> '';
--> statement-breakpoint
INSERT INTO client_search (client_id, keys, pairs)
SELECT c.id, array_to_string(k.keys, E'\n'), client_pairs(k.keys, c.state = 'designated')
FROM clients c, LATERAL (SELECT ARRAY[
  lower(regexp_replace(c.code, '[^[:alnum:]]', '', 'g')), c.short_name_key, c.legal_name_key,
  lower(regexp_replace(c.english_name, '[^[:alnum:]]', '', 'g'))] keys) k;
--> statement-breakpoint
INSERT INTO client_unspoken (client_id) SELECT id FROM clients;
--> statement-breakpoint
-- Likeness needs an extension that the database's owner may not be allowed: without it all but typing errors is found.
DO $$ BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
  CREATE INDEX client_search_likeness ON client_search USING gin (keys gin_trgm_ops);
EXCEPTION WHEN insufficient_privilege OR feature_not_supported OR undefined_file THEN
  RAISE NOTICE 'pg_trgm is not there: names with typing errors will not be found';
END $$;
