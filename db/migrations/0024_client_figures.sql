CREATE TABLE "client_figures" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "client_figures_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"client_id" bigint NOT NULL,
	"metric" text NOT NULL,
	"period" text NOT NULL,
	"period_end" date NOT NULL,
	"value" numeric NOT NULL,
	"unit" text NOT NULL,
	"source" text NOT NULL,
	"entered_by" bigint,
	"entered_at" timestamp (3) with time zone NOT NULL,
	"newest" boolean DEFAULT false NOT NULL,
	CONSTRAINT "client_figures_unit" CHECK ("client_figures"."unit" in ('hundred_million_yuan', 'ten_thousand_yuan', 'percent', 'count', 'years')),
	CONSTRAINT "client_figures_source" CHECK ("client_figures"."source" ~ '[^[:space:]]')
);
--> statement-breakpoint
CREATE TABLE "criteria_dry_runs" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "criteria_dry_runs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"tier" text NOT NULL,
	"criteria" jsonb NOT NULL,
	"base_version_id" bigint,
	"asked_by" bigint NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "criteria_dry_runs_tier" CHECK ("criteria_dry_runs"."tier" in ('bank_wide', 'regional')),
	CONSTRAINT "criteria_dry_runs_criteria" CHECK (jsonb_typeof("criteria_dry_runs"."criteria") = 'object')
);
--> statement-breakpoint
ALTER TABLE "client_figures" ADD CONSTRAINT "client_figures_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_figures" ADD CONSTRAINT "client_figures_entered_by_people_id_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "criteria_dry_runs" ADD CONSTRAINT "criteria_dry_runs_base_version_id_criteria_versions_id_fk" FOREIGN KEY ("base_version_id") REFERENCES "public"."criteria_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "criteria_dry_runs" ADD CONSTRAINT "criteria_dry_runs_asked_by_people_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "client_figures_newest" ON "client_figures" USING btree ("client_id","metric") WHERE "client_figures"."newest";--> statement-breakpoint
CREATE INDEX "client_figures_history" ON "client_figures" USING btree ("client_id","metric","period_end","id");