CREATE TABLE "criteria_checks" (
	"client_id" bigint PRIMARY KEY NOT NULL,
	"wanted_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "criteria_checks" ADD CONSTRAINT "criteria_checks_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;