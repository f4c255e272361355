ALTER TABLE "register_cards" ADD COLUMN "asked" boolean DEFAULT true NOT NULL;--> statement-breakpoint
-- What is filed and waits is held against who may acknowledge it now.
SELECT mark_units(array(SELECT id FROM units WHERE level = 'head_office'));
