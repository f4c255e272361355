CREATE TABLE "register_reminders" (
	"unit_id" bigint NOT NULL,
	"closing_on" date NOT NULL,
	"stage" integer NOT NULL,
	"reminded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "register_reminders_unit_id_closing_on_stage_pk" PRIMARY KEY("unit_id","closing_on","stage")
);
--> statement-breakpoint
ALTER TABLE "register_reminders" ADD CONSTRAINT "register_reminders_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;