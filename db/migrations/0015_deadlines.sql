CREATE TABLE "deadlines" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "deadlines_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"item_id" bigint NOT NULL,
	"round" integer DEFAULT 0 NOT NULL,
	"step_no" integer DEFAULT 0 NOT NULL,
	"client_id" bigint NOT NULL,
	"due_on" date NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"provisional" boolean DEFAULT false NOT NULL,
	"remind_at" timestamp (3) with time zone,
	CONSTRAINT "deadlines_once" UNIQUE("kind","item_id","round","step_no"),
	CONSTRAINT "deadlines_kind" CHECK ("deadlines"."kind" in ('client_review', 'review_step', 'recommendation_step'))
);
--> statement-breakpoint
ALTER TABLE "deadlines" ADD CONSTRAINT "deadlines_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "deadlines_remind" ON "deadlines" USING btree ("remind_at","id") WHERE "deadlines"."remind_at" is not null;