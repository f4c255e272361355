DROP INDEX "effects_due";--> statement-breakpoint
ALTER TABLE "call_budgets" ADD COLUMN "probe_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "call_budgets" ADD COLUMN "every_ms" double precision;--> statement-breakpoint
ALTER TABLE "call_budgets" ADD COLUMN "ahead_ms" double precision DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "call_budgets" ADD COLUMN "background_ahead_ms" double precision DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "effects" ADD COLUMN "waits_for" text;--> statement-breakpoint
CREATE INDEX "effects_lined" ON "effects" USING btree ("waits_for","priority","due_at","id") WHERE "effects"."state" = 'ready' and "effects"."waits_for" is not null;--> statement-breakpoint
CREATE INDEX "effects_due" ON "effects" USING btree ("priority","due_at","id") WHERE "effects"."state" = 'ready' and "effects"."waits_for" is null;