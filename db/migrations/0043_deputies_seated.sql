ALTER TABLE "team_seats" DROP CONSTRAINT "team_seats_seat";--> statement-breakpoint
ALTER TABLE "team_seats" ADD COLUMN "on_behalf_of" bigint;--> statement-breakpoint
ALTER TABLE "team_seats" ADD COLUMN "on_behalf_seat" text;--> statement-breakpoint
ALTER TABLE "team_seats" ADD CONSTRAINT "team_seats_principal" FOREIGN KEY ("client_id","on_behalf_seat","on_behalf_of") REFERENCES "public"."team_seats"("client_id","seat","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_seats" ADD CONSTRAINT "team_seats_on_behalf" CHECK (("team_seats"."seat" = 'deputy') = ("team_seats"."on_behalf_of" is not null) and ("team_seats"."on_behalf_of" is null) = ("team_seats"."on_behalf_seat" is null));--> statement-breakpoint
ALTER TABLE "team_seats" ADD CONSTRAINT "team_seats_principal_holds" CHECK ("team_seats"."on_behalf_seat" <> 'deputy' and "team_seats"."on_behalf_of" <> "team_seats"."person_id");--> statement-breakpoint
ALTER TABLE "team_seats" ADD CONSTRAINT "team_seats_seat" CHECK ("team_seats"."seat" in ('lead_client_manager', 'sub_branch_president', 'branch_president', 'corporate_department', 'head_office_president', 'co_client_manager', 'co_sub_branch_president', 'co_branch_president', 'deputy'));--> statement-breakpoint
-- Nobody sits both in their own name and as somebody's deputy.
ALTER TABLE "team_seats" ADD CONSTRAINT "team_seats_own_or_deputy"
  EXCLUDE USING gist ("client_id" WITH =, "person_id" WITH =, (("seat" = 'deputy')::int) WITH <>);
--> statement-breakpoint
-- Whoever stands in for somebody already is seated.
SELECT mark_units(units_of_people(array(SELECT "principal_id" FROM "deputyships" WHERE "to" > current_date)));
