CREATE TABLE "client_specialists" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "client_specialists_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"client_id" bigint NOT NULL,
	"person_id" bigint NOT NULL,
	"purpose" text NOT NULL,
	"until" date,
	"named_at" timestamp (3) with time zone NOT NULL,
	"named_by" bigint NOT NULL,
	"named_in_name_of" bigint NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"ended_by" bigint,
	"end_reason" text,
	CONSTRAINT "client_specialists_purpose" CHECK ("client_specialists"."purpose" ~ '[^[:space:]]'),
	CONSTRAINT "client_specialists_not_oneself" CHECK ("client_specialists"."person_id" <> "client_specialists"."named_by" and "client_specialists"."person_id" <> "client_specialists"."named_in_name_of"),
	CONSTRAINT "client_specialists_ended" CHECK ("client_specialists"."ended_by" is null or ("client_specialists"."ended_at" is not null and coalesce("client_specialists"."end_reason", '') ~ '[^[:space:]]'))
);
--> statement-breakpoint
ALTER TABLE "team_seats" DROP CONSTRAINT "team_seats_seat";--> statement-breakpoint
ALTER TABLE "client_specialists" ADD CONSTRAINT "client_specialists_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_specialists" ADD CONSTRAINT "client_specialists_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_specialists" ADD CONSTRAINT "client_specialists_named_by_people_id_fk" FOREIGN KEY ("named_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_specialists" ADD CONSTRAINT "client_specialists_named_in_name_of_people_id_fk" FOREIGN KEY ("named_in_name_of") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_specialists" ADD CONSTRAINT "client_specialists_ended_by_people_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "client_specialists_once" ON "client_specialists" USING btree ("client_id","person_id") WHERE "client_specialists"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "client_specialists_person" ON "client_specialists" USING btree ("person_id") WHERE "client_specialists"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "client_specialists_until" ON "client_specialists" USING btree ("until") WHERE "client_specialists"."ended_at" is null;--> statement-breakpoint
ALTER TABLE "team_seats" ADD CONSTRAINT "team_seats_seat" CHECK ("team_seats"."seat" in ('lead_client_manager', 'sub_branch_president', 'branch_president', 'corporate_department', 'head_office_president', 'co_client_manager', 'co_sub_branch_president', 'co_branch_president', 'specialist', 'deputy'));