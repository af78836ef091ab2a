-- SPDX-License-Identifier: Apache-2.0
-- Indicators live: the hour of a release and where a figure came from, every adjustment of a target, estimates apart
-- from statistics, whom a unit is compared with, figures typed from paper by two people, corrections that another
-- person confirms, and which project is to bring what to which indicator.

ALTER TABLE observation ADD COLUMN released_time TEXT;
ALTER TABLE observation ADD COLUMN evidence TEXT;
CREATE INDEX observation_by_month ON observation (last_month, indicator, unit);

CREATE TABLE target_adjustment (
  indicator TEXT NOT NULL, unit TEXT NOT NULL, year BIGINT NOT NULL, number TEXT NOT NULL, adjusted_on TEXT NOT NULL,
  level_before TEXT NOT NULL, level_after TEXT NOT NULL, growth_before TEXT NOT NULL, growth_after TEXT NOT NULL,
  reason TEXT NOT NULL, adjusted_by TEXT NOT NULL, sequence BIGINT NOT NULL, version BIGINT NOT NULL,
  digest TEXT NOT NULL, PRIMARY KEY (indicator, unit, year, number));

CREATE TABLE estimate (
  indicator TEXT NOT NULL, unit TEXT NOT NULL, month TEXT NOT NULL, value TEXT, growth TEXT, note TEXT NOT NULL,
  entered_by TEXT NOT NULL, entered_on TEXT NOT NULL, version BIGINT NOT NULL, digest TEXT NOT NULL,
  PRIMARY KEY (indicator, unit, month));

CREATE TABLE peer_set (
  unit TEXT NOT NULL PRIMARY KEY, peers TEXT NOT NULL, version BIGINT NOT NULL, digest TEXT NOT NULL);

CREATE TABLE transcription (
  id TEXT NOT NULL PRIMARY KEY, source TEXT NOT NULL, vintage TEXT NOT NULL, released_on TEXT NOT NULL,
  released_time TEXT, document TEXT NOT NULL, note TEXT NOT NULL, scan TEXT NOT NULL, scan_name TEXT NOT NULL,
  scan_type TEXT NOT NULL, scan_bytes BIGINT NOT NULL, state TEXT NOT NULL, first_by TEXT NOT NULL,
  first_on TEXT NOT NULL, second_by TEXT NOT NULL, second_on TEXT, reason TEXT NOT NULL,
  typings BIGINT NOT NULL, version BIGINT NOT NULL, digest TEXT NOT NULL);

-- What each of the two typed; nothing is a statistic before they agree.
CREATE TABLE transcription_row (
  transcription TEXT NOT NULL, sequence BIGINT NOT NULL, indicator TEXT NOT NULL, unit TEXT NOT NULL,
  first_month TEXT NOT NULL, last_month TEXT NOT NULL, basis TEXT NOT NULL, measure TEXT NOT NULL, note TEXT NOT NULL,
  first_value TEXT, second_value TEXT, version BIGINT NOT NULL, digest TEXT NOT NULL,
  PRIMARY KEY (transcription, sequence));

CREATE TABLE correction (
  id TEXT NOT NULL PRIMARY KEY, source TEXT NOT NULL, vintage TEXT NOT NULL, released_on TEXT NOT NULL,
  released_time TEXT, document TEXT NOT NULL, reason TEXT NOT NULL, state TEXT NOT NULL, proposed_by TEXT NOT NULL,
  proposed_on TEXT NOT NULL, decided_by TEXT NOT NULL, decided_on TEXT, refusal TEXT NOT NULL,
  version BIGINT NOT NULL, digest TEXT NOT NULL);

CREATE TABLE correction_row (
  correction TEXT NOT NULL, sequence BIGINT NOT NULL, indicator TEXT NOT NULL, unit TEXT NOT NULL,
  first_month TEXT NOT NULL, last_month TEXT NOT NULL, basis TEXT NOT NULL, measure TEXT NOT NULL, note TEXT NOT NULL,
  value TEXT, version BIGINT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (correction, sequence));

CREATE TABLE contribution (
  project TEXT NOT NULL, indicator TEXT NOT NULL, expected_share TEXT, note TEXT NOT NULL, ended_on TEXT,
  version BIGINT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (project, indicator));
CREATE INDEX contribution_by_indicator ON contribution (indicator, project);
