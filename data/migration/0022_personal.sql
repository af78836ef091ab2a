-- SPDX-License-Identifier: Apache-2.0
-- A version of a row with a telephone number holds a commitment to it; salt and number stand here until they are erased.
-- Versions written before hold the number itself and stay as they are: their digests are in the journal.
CREATE TABLE personal_value (
  commitment TEXT NOT NULL PRIMARY KEY,
  salt TEXT NOT NULL,
  value TEXT NOT NULL
);
-- Which versions lost theirs by which journal entry. `digest` is that of an older version's content without the number,
-- which the entry names; it is empty where the content is what it was.
CREATE TABLE personal_erasure (
  entity TEXT NOT NULL,
  id TEXT NOT NULL,
  digest TEXT NOT NULL,
  version BIGINT NOT NULL,
  position BIGINT NOT NULL,
  PRIMARY KEY (entity, id, version)
);
CREATE INDEX personal_erasure_by_position ON personal_erasure (position);
