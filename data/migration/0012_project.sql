-- SPDX-License-Identifier: Apache-2.0
-- What happens to a project in a year: reports and their corrections, moves between stages, changed baselines,
-- adjustments asked for and decided, notes with lights set by hand, visits, photos.

ALTER TABLE adjustment ADD COLUMN year BIGINT;

CREATE TABLE stage_move (
  project TEXT NOT NULL, sequence BIGINT NOT NULL, stage_before TEXT NOT NULL, stage_after TEXT NOT NULL,
  moved_on TEXT NOT NULL, reason TEXT NOT NULL, moved_by TEXT NOT NULL,
  version BIGINT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (project, sequence));

CREATE TABLE month_report (
  project TEXT NOT NULL, month TEXT NOT NULL, sequence BIGINT NOT NULL, actual BIGINT NOT NULL,
  progress_text TEXT NOT NULL, reason TEXT NOT NULL, reported_on TEXT, reported_by TEXT NOT NULL,
  version BIGINT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (project, month, sequence));

CREATE TABLE baseline_change (
  project TEXT NOT NULL, milestone BIGINT NOT NULL, sequence BIGINT NOT NULL, baseline_before TEXT, baseline_after TEXT,
  approval_number TEXT NOT NULL, reason TEXT NOT NULL, changed_on TEXT NOT NULL, changed_by TEXT NOT NULL,
  version BIGINT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (project, milestone, sequence));

CREATE TABLE adjustment_request (
  project TEXT NOT NULL, sequence BIGINT NOT NULL, kind TEXT NOT NULL, year BIGINT NOT NULL, state TEXT NOT NULL,
  reason TEXT NOT NULL, year_plan_before BIGINT, year_plan_after BIGINT, asked_by TEXT NOT NULL, asked_on TEXT NOT NULL,
  decided_by TEXT NOT NULL, decided_on TEXT, approval_number TEXT NOT NULL, decision_note TEXT NOT NULL,
  version BIGINT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (project, sequence));

CREATE TABLE project_note (
  project TEXT NOT NULL, sequence BIGINT NOT NULL, note TEXT NOT NULL, written_by TEXT NOT NULL,
  written_on TEXT NOT NULL, light TEXT, reason TEXT NOT NULL, first_day TEXT, last_day TEXT, ended_on TEXT,
  ended_by TEXT NOT NULL, version BIGINT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (project, sequence));

CREATE TABLE project_visit (
  project TEXT NOT NULL, sequence BIGINT NOT NULL, visited_on TEXT NOT NULL, visitor TEXT NOT NULL,
  findings TEXT NOT NULL, entered_by TEXT NOT NULL, entered_on TEXT NOT NULL,
  version BIGINT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (project, sequence));

CREATE TABLE project_photo (
  project TEXT NOT NULL, sequence BIGINT NOT NULL, content TEXT NOT NULL, media_type TEXT NOT NULL,
  bytes BIGINT NOT NULL, width BIGINT NOT NULL, height BIGINT NOT NULL, caption TEXT NOT NULL, taken_on TEXT,
  added_on TEXT NOT NULL, added_by TEXT NOT NULL, withdrawn_on TEXT, withdrawn_by TEXT NOT NULL,
  withdrawal_reason TEXT NOT NULL, version BIGINT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (project, sequence));

-- What a contact leader's or a project lead's own list reads.
CREATE INDEX project_by_contact_leader ON project (contact_leader, id);
CREATE INDEX project_by_parent ON project (parent, id);
-- The few lights set by hand.
CREATE INDEX project_note_with_light ON project_note (last_day) WHERE light IS NOT NULL;
