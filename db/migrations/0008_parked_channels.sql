ALTER TABLE "client_channels" DROP CONSTRAINT "client_channels_state";--> statement-breakpoint
DROP INDEX "client_channels_one";--> statement-breakpoint
ALTER TABLE "client_channels" ADD COLUMN "parked_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "client_channels" ADD COLUMN "parked_lead_id" bigint;--> statement-breakpoint
ALTER TABLE "client_channels" ADD COLUMN "returns" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "client_channels" ADD COLUMN "obstacles" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "client_channels" ADD CONSTRAINT "client_channels_parked_lead_id_people_id_fk" FOREIGN KEY ("parked_lead_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_channels" ADD CONSTRAINT "client_channels_clientId_unique" UNIQUE("client_id");--> statement-breakpoint
ALTER TABLE "client_channels" ADD CONSTRAINT "client_channels_state" CHECK ("client_channels"."state" in ('wanted', 'open', 'parking', 'parked', 'returning'));