CREATE TABLE "directory_reads" (
	"day" date PRIMARY KEY NOT NULL,
	"followed_at" timestamp (3) with time zone,
	"accounts" integer,
	"doubted_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "slack_accounts" ADD COLUMN "missing_since" timestamp (3) with time zone;