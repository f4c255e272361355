ALTER TABLE "units" ADD COLUMN "closed_on" date;--> statement-breakpoint
ALTER TABLE "units" ADD COLUMN "merged_into_id" bigint;--> statement-breakpoint
ALTER TABLE "units" ADD CONSTRAINT "units_merged_into_id_units_id_fk" FOREIGN KEY ("merged_into_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;