ALTER TABLE "clients" ADD COLUMN "review_anchor" date;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_submitter" UNIQUE("id","submitted_by");--> statement-breakpoint
ALTER TABLE "review_voices" ADD CONSTRAINT "review_voices_submitter" FOREIGN KEY ("review_id","submitted_by") REFERENCES "public"."reviews"("id","submitted_by") ON DELETE no action ON UPDATE no action;