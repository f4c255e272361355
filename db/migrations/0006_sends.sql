CREATE TABLE "sends" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "sends_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"subject" text NOT NULL,
	"effect_id" bigint NOT NULL,
	"state" text DEFAULT 'sending' NOT NULL,
	"calls" integer DEFAULT 1 NOT NULL,
	"first_at" timestamp (3) with time zone NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"result" text,
	"channel" text,
	"thread_ts" text,
	"error" text,
	CONSTRAINT "sends_subject_unique" UNIQUE("subject"),
	CONSTRAINT "sends_state" CHECK ("sends"."state" in ('sending', 'sent', 'refused', 'unknown'))
);
--> statement-breakpoint
CREATE INDEX "sends_unknown" ON "sends" USING btree ("id") WHERE "sends"."state" in ('sending', 'unknown');