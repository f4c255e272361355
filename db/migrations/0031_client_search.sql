CREATE TABLE "client_names" (
	"client_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"sound" boolean NOT NULL,
	"strategic" boolean NOT NULL,
	CONSTRAINT "client_names_client_id_kind_key_pk" PRIMARY KEY("client_id","kind","key"),
	CONSTRAINT "client_names_kind" CHECK ("client_names"."kind" in ('code', 'short', 'legal', 'english', 'pinyin', 'initials'))
);
--> statement-breakpoint
CREATE TABLE "client_search" (
	"client_id" bigint PRIMARY KEY NOT NULL,
	"keys" text NOT NULL,
	"pairs" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "client_unspoken" (
	"client_id" bigint PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE INDEX "client_names_find" ON "client_names" USING btree ("sound","strategic","key" text_pattern_ops,"kind","client_id");--> statement-breakpoint
CREATE INDEX "client_search_pairs" ON "client_search" USING gin ("pairs");--> statement-breakpoint
CREATE INDEX "clients_region" ON "clients" USING btree ("region",("state" <> 'designated'),"code");--> statement-breakpoint
CREATE INDEX "clients_industry" ON "clients" USING btree ("industry",("state" <> 'designated'),"code");--> statement-breakpoint
CREATE INDEX "clients_listed" ON "clients" USING btree (("state" <> 'designated'),"code");--> statement-breakpoint
CREATE INDEX "people_name" ON "people" USING btree ("name");