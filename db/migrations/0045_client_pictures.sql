CREATE TABLE "client_pictures" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "client_pictures_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"client_id" bigint NOT NULL,
	"language" text NOT NULL,
	"digest" text NOT NULL,
	"file_id" text,
	"uploaded_at" timestamp (3) with time zone,
	CONSTRAINT "client_pictures_once" UNIQUE("client_id","language","digest"),
	CONSTRAINT "client_pictures_language" CHECK ("client_pictures"."language" in ('zh', 'en')),
	CONSTRAINT "client_pictures_uploaded" CHECK ("client_pictures"."uploaded_at" is null or "client_pictures"."file_id" is not null)
);
--> statement-breakpoint
ALTER TABLE "client_pictures" ADD CONSTRAINT "client_pictures_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;