CREATE TABLE "slack_events" (
	"team_id" text NOT NULL,
	"event_id" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "slack_events_team_id_event_id_pk" PRIMARY KEY("team_id","event_id")
);
--> statement-breakpoint
CREATE INDEX "slack_events_received" ON "slack_events" USING btree ("received_at");