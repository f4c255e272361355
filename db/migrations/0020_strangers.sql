CREATE TABLE "channel_strangers" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "channel_strangers_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"client_id" bigint NOT NULL,
	"user_id" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"invited_by" text,
	"seen_at" timestamp (3) with time zone NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"told" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"decided_by" bigint,
	"in_name_of" bigint,
	"decided_at" timestamp (3) with time zone,
	"keep_until" date,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "channel_strangers_kind" CHECK ("channel_strangers"."kind" in ('staff', 'unknown', 'guest', 'external', 'app')),
	CONSTRAINT "channel_strangers_state" CHECK ("channel_strangers"."state" in ('waiting', 'kept', 'removing', 'gone'))
);
--> statement-breakpoint
ALTER TABLE "client_channels" ADD COLUMN "shared_outside" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "client_channels" ADD COLUMN "read_asked_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "channel_strangers" ADD CONSTRAINT "channel_strangers_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "channel_strangers" ADD CONSTRAINT "channel_strangers_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "channel_strangers" ADD CONSTRAINT "channel_strangers_in_name_of_people_id_fk" FOREIGN KEY ("in_name_of") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "channel_strangers_once" ON "channel_strangers" USING btree ("client_id","user_id") WHERE "channel_strangers"."state" <> 'gone';--> statement-breakpoint
CREATE INDEX "channel_strangers_stay" ON "channel_strangers" USING btree ("keep_until") WHERE "channel_strangers"."state" = 'kept';--> statement-breakpoint
CREATE INDEX "client_channels_read" ON "client_channels" USING btree ("read_asked_at" NULLS FIRST,"id") WHERE "client_channels"."state" = 'open';