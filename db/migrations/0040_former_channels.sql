CREATE TABLE "former_channels" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "former_channels_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"client_id" bigint NOT NULL,
	"channel_id" text NOT NULL,
	"name" text NOT NULL,
	"reason" text NOT NULL,
	"welcome_ts" text,
	"ended_at" timestamp (3) with time zone NOT NULL,
	"ended_by" bigint NOT NULL,
	CONSTRAINT "former_channels_channelId_unique" UNIQUE("channel_id"),
	CONSTRAINT "former_channels_reason" CHECK ("former_channels"."reason" in ('lost', 'replaced')),
	CONSTRAINT "former_channels_id" CHECK ("former_channels"."channel_id" <> '')
);
--> statement-breakpoint
ALTER TABLE "former_channels" ADD CONSTRAINT "former_channels_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "former_channels" ADD CONSTRAINT "former_channels_ended_by_people_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "former_channels_client" ON "former_channels" USING btree ("client_id");--> statement-breakpoint
-- A channel that was one client's is never another's, nor its own again before it is taken back: what stands in it is that client's.
CREATE FUNCTION refuse_former_channel() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM former_channels WHERE channel_id = NEW.channel_id) THEN
    RAISE EXCEPTION 'channel % was a client''s before', NEW.channel_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER "client_channels_not_former" BEFORE INSERT OR UPDATE OF "channel_id" ON "client_channels"
  FOR EACH ROW WHEN (NEW.channel_id IS NOT NULL) EXECUTE FUNCTION refuse_former_channel();
