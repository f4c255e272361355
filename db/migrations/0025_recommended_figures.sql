-- What recommendations said of their clients before figures were kept for themselves: of the last whole month then.
INSERT INTO "client_figures" ("client_id", "metric", "period", "period_end", "value", "unit", "source", "entered_by", "entered_at")
SELECT r."client_id", v."key", to_char(date_trunc('month', r."submitted_at") - interval '1 day', 'YYYY-MM'),
  (date_trunc('month', r."submitted_at") - interval '1 day')::date, v."value"::numeric, l."line" ->> 'unit', 'R-' || r."id",
  r."submitted_by", r."submitted_at"
FROM "recommendations" r
JOIN "criteria_versions" c ON c."id" = r."criteria_version_id"
CROSS JOIN LATERAL jsonb_each_text(r."criteria_values") AS v ("key", "value")
JOIN LATERAL jsonb_array_elements(c."criteria" -> 'lines') AS l ("line") ON l."line" ->> 'key' = v."key"
WHERE r."client_id" IS NOT NULL AND r."state" <> 'draft';
--> statement-breakpoint
UPDATE "client_figures" SET "newest" = true WHERE "id" IN (
  SELECT DISTINCT ON ("client_id", "metric") "id" FROM "client_figures" ORDER BY "client_id", "metric", "period_end" DESC, "id" DESC
);
