-- SPDX-License-Identifier: Apache-2.0
-- Replies kept for repeated requests (Idempotency-Key). No register: nothing here has a history, and a job forgets
-- rows after a day. A status of 0 stands for a reply that was shown once and is kept nowhere.

CREATE TABLE idempotency (
  account TEXT NOT NULL, route TEXT NOT NULL, request_key TEXT NOT NULL, digest TEXT NOT NULL,
  created_at BIGINT NOT NULL, status BIGINT NOT NULL, headers TEXT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (account, route, request_key));
CREATE INDEX idempotency_created ON idempotency (created_at);
