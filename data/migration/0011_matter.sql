-- SPDX-License-Identifier: Apache-2.0
-- Matters live: their course through the loop, every act on them, what waits for whom, and who signs inside a unit.

ALTER TABLE matter ADD COLUMN parent TEXT;
ALTER TABLE matter ADD COLUMN grade TEXT;
ALTER TABLE matter ADD COLUMN acts BIGINT;
ALTER TABLE matter ADD COLUMN started_by TEXT;

-- What the loop knows of a matter beside its row. Lists are JSON arrays of texts; so are the parts of an element.
CREATE TABLE matter_course (
  id TEXT NOT NULL PRIMARY KEY, parent TEXT, kind TEXT NOT NULL, grade TEXT NOT NULL, state TEXT NOT NULL, lead TEXT,
  assisting TEXT NOT NULL, verifier TEXT, drafted_on TEXT, registered_on TEXT, round_began_on TEXT, assigned_on TEXT,
  reported_on TEXT, requested_on TEXT, reported_up_on TEXT, called_back_on TEXT, done_on TEXT, verified_by TEXT,
  publicised_on TEXT, closed_on TEXT, step_since TEXT, last_on TEXT, original_due TEXT, due TEXT,
  due_certainty TEXT NOT NULL, extension TEXT, extensions BIGINT NOT NULL, suspensions TEXT NOT NULL, ending TEXT,
  is_listed BIGINT NOT NULL, level BIGINT NOT NULL, reminders BIGINT NOT NULL, returns BIGINT NOT NULL,
  parts BIGINT NOT NULL, hands TEXT NOT NULL, held TEXT NOT NULL, quarters TEXT NOT NULL, earlier TEXT NOT NULL,
  version BIGINT NOT NULL, digest TEXT NOT NULL);
CREATE INDEX matter_course_by_parent ON matter_course (parent, id);

CREATE TABLE matter_act (
  matter TEXT NOT NULL, sequence BIGINT NOT NULL, acted_on TEXT NOT NULL, act TEXT NOT NULL, person TEXT NOT NULL,
  on_behalf_of TEXT NOT NULL, unit TEXT, text TEXT NOT NULL, reason TEXT NOT NULL, due_given TEXT, verdict TEXT,
  grade TEXT NOT NULL, state_before TEXT NOT NULL, state_after TEXT NOT NULL, waits BIGINT NOT NULL, signed_act TEXT,
  lead TEXT, assisting TEXT NOT NULL, target TEXT, quarter BIGINT,
  version BIGINT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (matter, sequence));
CREATE INDEX matter_act_by_person ON matter_act (person, acted_on, matter, sequence);

-- One row for everybody who is asked, kept with the act: a to-do list is read from its beginning, never searched for.
-- Rows are used again for whoever is asked next; a free one has no audience.
CREATE TABLE matter_duty (
  matter TEXT NOT NULL, slot BIGINT NOT NULL, audience TEXT NOT NULL, act TEXT, unit TEXT, since TEXT, due TEXT NOT NULL,
  certainty TEXT NOT NULL, quarter BIGINT NOT NULL,
  version BIGINT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (matter, slot));
CREATE INDEX matter_duty_by_audience ON matter_duty (audience, due, matter);

CREATE TABLE unit_signing (
  unit TEXT NOT NULL PRIMARY KEY, section TEXT NOT NULL, deputy TEXT NOT NULL, head TEXT NOT NULL,
  version BIGINT NOT NULL, digest TEXT NOT NULL);

-- Lists of matters.
CREATE INDEX matter_by_due ON matter (due, id);
CREATE INDEX matter_by_registered ON matter (registered_on, id);
CREATE INDEX matter_by_lead ON matter (lead, state, due, id);
CREATE INDEX matter_by_state ON matter (state, side_state, due, lead, verifier, kind, source_kind, id);
CREATE INDEX matter_by_project ON matter (project, id);
CREATE INDEX matter_by_indicator ON matter (indicator, id);
CREATE INDEX matter_by_parent ON matter (parent, id);
