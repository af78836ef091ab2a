-- SPDX-License-Identifier: Apache-2.0
-- The five registers. Ids are the office's own codes; money is fen, dates are ISO text, lists are JSON text.
-- Every row carries its version and the digest of its canonical content (see docs/format/journal.md).

CREATE TABLE unit (
  id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, short_name TEXT NOT NULL, aliases TEXT NOT NULL, kind TEXT NOT NULL,
  parent TEXT, sequence BIGINT NOT NULL, unit_group TEXT NOT NULL, valid_from TEXT, valid_until TEXT, note TEXT NOT NULL,
  version BIGINT NOT NULL, digest TEXT NOT NULL);

CREATE TABLE person (
  id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, unit TEXT NOT NULL, post TEXT NOT NULL, role TEXT NOT NULL,
  phone TEXT NOT NULL, sequence BIGINT NOT NULL, valid_from TEXT, valid_until TEXT, note TEXT NOT NULL,
  version BIGINT NOT NULL, digest TEXT NOT NULL);

CREATE TABLE enterprise (
  id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, industry TEXT NOT NULL, product TEXT NOT NULL, location TEXT,
  above_scale TEXT NOT NULL, contact_leader TEXT NOT NULL, phone TEXT NOT NULL, note TEXT NOT NULL,
  version BIGINT NOT NULL, digest TEXT NOT NULL);

CREATE TABLE indicator (
  id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, unit_of_measure TEXT NOT NULL, frequency TEXT NOT NULL,
  direction TEXT NOT NULL, measure TEXT NOT NULL, basis TEXT NOT NULL, source TEXT NOT NULL, responsible TEXT,
  trajectory TEXT NOT NULL, joint_january_february TEXT NOT NULL, january_not_applicable TEXT NOT NULL,
  note TEXT NOT NULL, sequence BIGINT NOT NULL, version BIGINT NOT NULL, digest TEXT NOT NULL);

CREATE TABLE target (
  indicator TEXT NOT NULL, unit TEXT NOT NULL, year BIGINT NOT NULL, level TEXT NOT NULL, growth TEXT NOT NULL,
  internal_level TEXT NOT NULL, level_before TEXT NOT NULL, adjustment_number TEXT NOT NULL, adjusted_on TEXT,
  note TEXT NOT NULL, version BIGINT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (indicator, unit, year));

CREATE TABLE month_shares (
  indicator TEXT NOT NULL, unit TEXT NOT NULL, year BIGINT NOT NULL, trajectory TEXT NOT NULL,
  share_01 TEXT, share_02 TEXT, share_03 TEXT, share_04 TEXT, share_05 TEXT, share_06 TEXT,
  share_07 TEXT, share_08 TEXT, share_09 TEXT, share_10 TEXT, share_11 TEXT, share_12 TEXT,
  version BIGINT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (indicator, unit, year));

CREATE TABLE observation (
  indicator TEXT NOT NULL, unit TEXT NOT NULL, first_month TEXT NOT NULL, last_month TEXT NOT NULL, basis TEXT NOT NULL,
  measure TEXT NOT NULL, vintage TEXT NOT NULL, status TEXT NOT NULL, value TEXT, source TEXT NOT NULL, released_on TEXT,
  note TEXT NOT NULL, version BIGINT NOT NULL, digest TEXT NOT NULL,
  PRIMARY KEY (indicator, unit, first_month, last_month, basis, measure, vintage));

CREATE TABLE project (
  id TEXT NOT NULL PRIMARY KEY, national_code TEXT NOT NULL, name TEXT NOT NULL, parent TEXT, sector TEXT NOT NULL,
  cluster TEXT NOT NULL, level TEXT NOT NULL, construction_kind TEXT NOT NULL, stage TEXT NOT NULL,
  scale_text TEXT NOT NULL, years_text TEXT NOT NULL, total_investment BIGINT, funding_source TEXT NOT NULL,
  invested_before BIGINT, owner TEXT NOT NULL, responsible TEXT, department TEXT, contact_leader TEXT NOT NULL,
  project_lead TEXT NOT NULL, task_force TEXT NOT NULL, planned_start TEXT, started_on_site TEXT,
  started_statistically TEXT, planned_finish TEXT, progress_text TEXT NOT NULL, progress_on TEXT, note TEXT NOT NULL,
  sequence BIGINT NOT NULL, version BIGINT NOT NULL, digest TEXT NOT NULL);

CREATE TABLE project_year (
  project TEXT NOT NULL, year BIGINT NOT NULL, year_plan BIGINT,
  plan_01 BIGINT, plan_02 BIGINT, plan_03 BIGINT, plan_04 BIGINT, plan_05 BIGINT, plan_06 BIGINT,
  plan_07 BIGINT, plan_08 BIGINT, plan_09 BIGINT, plan_10 BIGINT, plan_11 BIGINT, plan_12 BIGINT,
  actual_01 BIGINT, actual_02 BIGINT, actual_03 BIGINT, actual_04 BIGINT, actual_05 BIGINT, actual_06 BIGINT,
  actual_07 BIGINT, actual_08 BIGINT, actual_09 BIGINT, actual_10 BIGINT, actual_11 BIGINT, actual_12 BIGINT,
  version BIGINT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (project, year));

CREATE TABLE milestone (
  project TEXT NOT NULL, sequence BIGINT NOT NULL, name TEXT NOT NULL, baseline TEXT, entered TEXT, actual TEXT,
  note TEXT NOT NULL, version BIGINT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (project, sequence));

CREATE TABLE adjustment (
  project TEXT NOT NULL, kind TEXT NOT NULL, approval_number TEXT NOT NULL, approved_on TEXT,
  year_plan_before BIGINT, year_plan_after BIGINT, reason TEXT NOT NULL,
  version BIGINT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (project, kind, approval_number));

CREATE TABLE matter (
  id TEXT NOT NULL PRIMARY KEY, kind TEXT NOT NULL, text TEXT NOT NULL, source_kind TEXT NOT NULL, source TEXT NOT NULL,
  lead TEXT, assisting TEXT NOT NULL, registered_on TEXT, assigned_on TEXT, original_due TEXT, due TEXT,
  state TEXT NOT NULL, side_state TEXT NOT NULL, coordination_level TEXT NOT NULL, latest_report TEXT NOT NULL,
  reported_on TEXT, done_on TEXT, verifier TEXT, return_count BIGINT NOT NULL, project TEXT, indicator TEXT,
  warning TEXT NOT NULL, satisfaction TEXT NOT NULL, note TEXT NOT NULL, version BIGINT NOT NULL, digest TEXT NOT NULL);

CREATE TABLE matter_report (
  matter TEXT NOT NULL, sequence BIGINT NOT NULL, reported_on TEXT, unit TEXT, text TEXT NOT NULL,
  progress_word TEXT NOT NULL, version BIGINT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (matter, sequence));

CREATE TABLE extension (
  matter TEXT NOT NULL, asked_on TEXT NOT NULL, unit TEXT, due_before TEXT, due_asked TEXT, decision TEXT NOT NULL,
  decided_on TEXT, decided_by TEXT NOT NULL, reason TEXT NOT NULL,
  version BIGINT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (matter, asked_on));

CREATE TABLE letter (
  id TEXT NOT NULL PRIMARY KEY, matter TEXT NOT NULL, kind TEXT NOT NULL, warning TEXT NOT NULL, signed_on TEXT,
  signed_by TEXT NOT NULL, summary TEXT NOT NULL, version BIGINT NOT NULL, digest TEXT NOT NULL);

CREATE TABLE cycle (
  id TEXT NOT NULL PRIMARY KEY, kind TEXT NOT NULL, number TEXT NOT NULL, planned_on TEXT, held_on TEXT,
  chair TEXT NOT NULL, place TEXT NOT NULL, cut_off TEXT, state TEXT NOT NULL, snapshot TEXT NOT NULL, frozen_on TEXT,
  published_on TEXT, note TEXT NOT NULL, version BIGINT NOT NULL, digest TEXT NOT NULL);

CREATE TABLE agenda_item (
  cycle TEXT NOT NULL, sequence BIGINT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, matter TEXT,
  speaker TEXT NOT NULL, version BIGINT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (cycle, sequence));
