ALTER TABLE "effects" DROP CONSTRAINT "effects_state";--> statement-breakpoint
ALTER TABLE "effects" ADD COLUMN "priority" smallint DEFAULT 2 NOT NULL;--> statement-breakpoint
ALTER TABLE "effects" ADD COLUMN "first_tried_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE UNIQUE INDEX "effects_one_sending" ON "effects" USING btree ("lane") WHERE "effects"."state" = 'sending';--> statement-breakpoint
CREATE INDEX "effects_due" ON "effects" USING btree ("priority","due_at","id") WHERE "effects"."state" = 'ready';--> statement-breakpoint
ALTER TABLE "effects" ADD CONSTRAINT "effects_priority" CHECK ("effects"."priority" between 0 and 2);--> statement-breakpoint
ALTER TABLE "effects" ADD CONSTRAINT "effects_state" CHECK ("effects"."state" in ('ready', 'sending', 'done', 'dead', 'superseded'));