ALTER TABLE "deputyships" DROP CONSTRAINT "deputyships_period";--> statement-breakpoint
ALTER TABLE "deputyships" ADD COLUMN "reason" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "deputyships" ADD COLUMN "ended_by" bigint;--> statement-breakpoint
ALTER TABLE "deputyships" ADD COLUMN "ended_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "deputyships" ADD CONSTRAINT "deputyships_ended_by_people_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deputyships" ADD CONSTRAINT "deputyships_ended" CHECK (("deputyships"."ended_by" is null) = ("deputyships"."ended_at" is null));--> statement-breakpoint
ALTER TABLE "deputyships" ADD CONSTRAINT "deputyships_period" CHECK ("deputyships"."to" >= "deputyships"."from");