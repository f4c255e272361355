ALTER TABLE "unit_consents" ADD COLUMN "empty_since" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "unit_consents" ADD COLUMN "raised_from" jsonb;--> statement-breakpoint
CREATE INDEX "unit_consents_empty" ON "unit_consents" USING btree ("empty_since") WHERE "unit_consents"."state" = 'open' and "unit_consents"."empty_since" is not null;--> statement-breakpoint
-- Consents that nobody is asked for already: they are held from now on, and go up in their time.
UPDATE "unit_consents" SET "empty_since" = now() WHERE "state" = 'open' AND NOT EXISTS (
  SELECT FROM "unit_proposal_cards" card
  WHERE card.proposal_id = unit_consents.proposal_id AND card.consent_no = unit_consents.no AND card.asked);
