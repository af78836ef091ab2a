-- SPDX-License-Identifier: Apache-2.0
-- The plan of cycles, lists on trial, and the papers that were made when a cycle was published.

CREATE TABLE cycle_plan (
  id TEXT NOT NULL PRIMARY KEY, weekly_on BIGINT, half_month_on BIGINT, monthly_on BIGINT, planned_weeks BIGINT NOT NULL,
  cut_off_lead BIGINT NOT NULL, reminder_lead BIGINT NOT NULL, figures_due_day BIGINT NOT NULL, tolerance TEXT NOT NULL,
  chair TEXT NOT NULL, place TEXT NOT NULL, version BIGINT NOT NULL, digest TEXT NOT NULL);

CREATE TABLE trial (
  list TEXT NOT NULL PRIMARY KEY, standing TEXT NOT NULL, reason TEXT NOT NULL, changed_on TEXT,
  version BIGINT NOT NULL, digest TEXT NOT NULL);

CREATE TABLE paper (
  cycle TEXT NOT NULL, file TEXT NOT NULL, sequence BIGINT NOT NULL, name TEXT NOT NULL, content_type TEXT NOT NULL,
  bytes BIGINT NOT NULL, digest_of_bytes TEXT NOT NULL, version BIGINT NOT NULL, digest TEXT NOT NULL,
  PRIMARY KEY (cycle, file));

-- When units were reminded of a cycle: once, whoever was asked.
CREATE TABLE cycle_reminder (
  cycle TEXT NOT NULL, kind TEXT NOT NULL, reminded_on TEXT NOT NULL, units TEXT NOT NULL, items BIGINT NOT NULL,
  version BIGINT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (cycle, kind));
