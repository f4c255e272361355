CREATE TABLE "call_budgets" (
	"key" text PRIMARY KEY NOT NULL,
	"used_until" timestamp (3) with time zone NOT NULL,
	"blocked_until" timestamp (3) with time zone
);
