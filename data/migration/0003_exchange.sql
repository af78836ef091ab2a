-- SPDX-License-Identifier: Apache-2.0
-- What was imported, and which column names a person gave for a form.

CREATE TABLE import_file (
  id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, imported_on TEXT NOT NULL, entry BIGINT NOT NULL,
  tables TEXT NOT NULL, undone_by BIGINT, version BIGINT NOT NULL, digest TEXT NOT NULL);

CREATE TABLE header_mapping (
  id TEXT NOT NULL PRIMARY KEY, form TEXT NOT NULL, names TEXT NOT NULL,
  version BIGINT NOT NULL, digest TEXT NOT NULL);
