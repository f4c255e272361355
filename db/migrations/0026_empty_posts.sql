ALTER TABLE "recommendation_steps" ADD COLUMN "empty_since" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "recommendation_steps" ADD COLUMN "raised_from" jsonb;--> statement-breakpoint
ALTER TABLE "review_steps" ADD COLUMN "empty_since" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "review_steps" ADD COLUMN "raised_from" jsonb;--> statement-breakpoint
CREATE INDEX "recommendation_steps_empty" ON "recommendation_steps" USING btree ("empty_since") WHERE "recommendation_steps"."state" = 'open' and "recommendation_steps"."empty_since" is not null;--> statement-breakpoint
CREATE INDEX "review_steps_empty" ON "review_steps" USING btree ("empty_since") WHERE "review_steps"."state" = 'open' and "review_steps"."empty_since" is not null;