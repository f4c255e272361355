-- Clients that were strategic before reviews had deadlines: looked at from 90 days before the date on, when the working days
-- of the reminders are reckoned.
INSERT INTO deadlines (kind, item_id, client_id, due_on, due_at, remind_at)
SELECT 'client_review', id, id, next_review_on, (next_review_on + time '18:00') AT TIME ZONE 'Asia/Shanghai',
  (next_review_on - 90 + time '09:00') AT TIME ZONE 'Asia/Shanghai'
FROM clients WHERE state = 'designated' AND next_review_on IS NOT NULL;
