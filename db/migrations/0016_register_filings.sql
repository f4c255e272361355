CREATE TABLE "register_cards" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "register_cards_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"filing_id" bigint NOT NULL,
	"person_id" bigint NOT NULL,
	"role" text NOT NULL,
	"channel_id" text,
	"ts" text,
	"posted_at" timestamp (3) with time zone,
	CONSTRAINT "register_cards_once" UNIQUE("filing_id","person_id"),
	CONSTRAINT "register_cards_role" CHECK ("register_cards"."role" in ('branch', 'department'))
);
--> statement-breakpoint
CREATE TABLE "register_entries" (
	"filing_id" bigint NOT NULL,
	"client_id" bigint NOT NULL,
	"entry" jsonb NOT NULL,
	CONSTRAINT "register_entries_filing_id_client_id_pk" PRIMARY KEY("filing_id","client_id"),
	CONSTRAINT "register_entries_entry" CHECK (jsonb_typeof("register_entries"."entry") = 'object')
);
--> statement-breakpoint
CREATE TABLE "register_filings" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "register_filings_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"branch_id" bigint NOT NULL,
	"version" integer NOT NULL,
	"state" text DEFAULT 'filed' NOT NULL,
	"base_id" bigint,
	"answers_id" bigint,
	"answer" text,
	"clients" integer NOT NULL,
	"added" integer NOT NULL,
	"changed" integer NOT NULL,
	"removed" integer NOT NULL,
	"filed_by" bigint NOT NULL,
	"filed_in_name_of" bigint NOT NULL,
	"filed_at" timestamp (3) with time zone NOT NULL,
	"question" text,
	"decided_by" bigint,
	"decided_in_name_of" bigint,
	"decided_at" timestamp (3) with time zone,
	CONSTRAINT "register_filings_version" UNIQUE("branch_id","version"),
	CONSTRAINT "register_filings_state" CHECK ("register_filings"."state" in ('filed', 'acknowledged', 'sent_back', 'replaced')),
	CONSTRAINT "register_filings_decided" CHECK (("register_filings"."state" in ('acknowledged', 'sent_back')) = (num_nonnulls("register_filings"."decided_by", "register_filings"."decided_in_name_of", "register_filings"."decided_at") = 3)),
	CONSTRAINT "register_filings_question" CHECK (("register_filings"."state" = 'sent_back') = (coalesce("register_filings"."question", '') ~ '[^[:space:]]')),
	CONSTRAINT "register_filings_answer" CHECK (("register_filings"."answers_id" is null) = ("register_filings"."answer" is null)),
	CONSTRAINT "register_filings_not_own" CHECK ("register_filings"."decided_by" is null or ("register_filings"."decided_by" not in ("register_filings"."filed_by", "register_filings"."filed_in_name_of") and "register_filings"."decided_in_name_of" not in ("register_filings"."filed_by", "register_filings"."filed_in_name_of")))
);
--> statement-breakpoint
ALTER TABLE "register_cards" ADD CONSTRAINT "register_cards_filing_id_register_filings_id_fk" FOREIGN KEY ("filing_id") REFERENCES "public"."register_filings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_cards" ADD CONSTRAINT "register_cards_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_entries" ADD CONSTRAINT "register_entries_filing_id_register_filings_id_fk" FOREIGN KEY ("filing_id") REFERENCES "public"."register_filings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_entries" ADD CONSTRAINT "register_entries_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_filings" ADD CONSTRAINT "register_filings_branch_id_units_id_fk" FOREIGN KEY ("branch_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_filings" ADD CONSTRAINT "register_filings_base_id_register_filings_id_fk" FOREIGN KEY ("base_id") REFERENCES "public"."register_filings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_filings" ADD CONSTRAINT "register_filings_answers_id_register_filings_id_fk" FOREIGN KEY ("answers_id") REFERENCES "public"."register_filings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_filings" ADD CONSTRAINT "register_filings_filed_by_people_id_fk" FOREIGN KEY ("filed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_filings" ADD CONSTRAINT "register_filings_filed_in_name_of_people_id_fk" FOREIGN KEY ("filed_in_name_of") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_filings" ADD CONSTRAINT "register_filings_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_filings" ADD CONSTRAINT "register_filings_decided_in_name_of_people_id_fk" FOREIGN KEY ("decided_in_name_of") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "register_filings_waiting" ON "register_filings" USING btree ("branch_id") WHERE "register_filings"."state" = 'filed';