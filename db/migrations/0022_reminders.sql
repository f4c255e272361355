CREATE TABLE "digests" (
	"person_id" bigint NOT NULL,
	"on" date NOT NULL,
	"queued_at" timestamp (3) with time zone,
	"times" smallint DEFAULT 1 NOT NULL,
	CONSTRAINT "digests_person_id_on_pk" PRIMARY KEY("person_id","on")
);
--> statement-breakpoint
CREATE TABLE "reminders" (
	"deadline_id" bigint NOT NULL,
	"due_on" date NOT NULL,
	"reminder" text NOT NULL,
	"level" smallint NOT NULL,
	"reminded_on" date NOT NULL,
	CONSTRAINT "reminders_deadline_id_due_on_reminder_pk" PRIMARY KEY("deadline_id","due_on","reminder")
);
--> statement-breakpoint
ALTER TABLE "deadlines" ADD COLUMN "handler_id" bigint;--> statement-breakpoint
ALTER TABLE "deadlines" ADD COLUMN "snoozed_until" date;--> statement-breakpoint
ALTER TABLE "digests" ADD CONSTRAINT "digests_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_deadline_id_deadlines_id_fk" FOREIGN KEY ("deadline_id") REFERENCES "public"."deadlines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "digests_waiting" ON "digests" USING btree ("on") WHERE "digests"."queued_at" is null;--> statement-breakpoint
CREATE INDEX "reminders_escalated" ON "reminders" USING btree ("reminded_on") WHERE "reminders"."level" > 0;--> statement-breakpoint
ALTER TABLE "deadlines" ADD CONSTRAINT "deadlines_handler_id_people_id_fk" FOREIGN KEY ("handler_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "clients_lead_manager" ON "clients" USING btree ("lead_client_manager_id") WHERE "clients"."state" = 'designated';