-- SPDX-License-Identifier: Apache-2.0
-- Timed jobs: who may run one now, and how its last run went. Operation and no register: no history, no versions.
CREATE TABLE job_lease (
  name TEXT NOT NULL PRIMARY KEY,
  holder TEXT NOT NULL,   -- host and program instance
  until BIGINT NOT NULL   -- instant; 0: given back
);
CREATE TABLE job_run (
  name TEXT NOT NULL PRIMARY KEY,
  holder TEXT NOT NULL,
  started_at BIGINT NOT NULL,
  finished_at BIGINT,     -- NULL: still running, or its holder died
  failed BIGINT NOT NULL,
  outcome TEXT NOT NULL   -- a figure or a refusal's code; never a person's word
);
