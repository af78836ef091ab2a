-- SPDX-License-Identifier: Apache-2.0
-- Imports over the API: what was uploaded, corrected and applied. Forms that lower units are asked to fill in.

CREATE TABLE import_run (
  id TEXT NOT NULL PRIMARY KEY, files TEXT NOT NULL, state TEXT NOT NULL, uploaded_by TEXT NOT NULL,
  uploaded_at BIGINT NOT NULL, applied_by TEXT NOT NULL, entry BIGINT, undone_by BIGINT, undo_reason TEXT NOT NULL,
  form TEXT NOT NULL, unit TEXT NOT NULL, period TEXT NOT NULL, given TEXT NOT NULL, revision BIGINT NOT NULL,
  new_rows BIGINT NOT NULL, changed_rows BIGINT NOT NULL, unchanged_rows BIGINT NOT NULL, wrong_cells BIGINT NOT NULL,
  doubtful_cells BIGINT NOT NULL, version BIGINT NOT NULL, digest TEXT NOT NULL);
CREATE INDEX import_run_by_time ON import_run (uploaded_at, id);

CREATE TABLE import_part (
  import TEXT NOT NULL, number BIGINT NOT NULL, name TEXT NOT NULL, digest_of_file TEXT NOT NULL,
  version BIGINT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (import, number));

CREATE TABLE import_correction (
  import TEXT NOT NULL, file BIGINT NOT NULL, sheet TEXT NOT NULL, cell TEXT NOT NULL, value TEXT NOT NULL,
  original TEXT NOT NULL, corrected_by TEXT NOT NULL, version BIGINT NOT NULL, digest TEXT NOT NULL,
  PRIMARY KEY (import, file, sheet, cell));

CREATE TABLE form (
  id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, approver TEXT NOT NULL, basis TEXT NOT NULL,
  frequency TEXT NOT NULL, starts_on TEXT, ends_on TEXT NOT NULL, layout TEXT NOT NULL, fields TEXT NOT NULL,
  units TEXT NOT NULL, note TEXT NOT NULL, state TEXT NOT NULL, proposed_by TEXT NOT NULL, proposed_on TEXT NOT NULL,
  approved_by TEXT NOT NULL, approved_on TEXT, closed_by TEXT NOT NULL, closed_on TEXT, close_reason TEXT NOT NULL,
  closed_through TEXT, edition BIGINT NOT NULL, version BIGINT NOT NULL, digest TEXT NOT NULL);
CREATE INDEX form_by_end ON form (ends_on, id);
