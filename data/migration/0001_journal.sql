-- SPDX-License-Identifier: Apache-2.0
-- The journal, its tree head, signed checkpoints and the versions of register rows (docs/format/journal.md).
-- BIGINT and TEXT only: the same text runs on SQLite and on PostgreSQL (database collation C).

CREATE TABLE journal (
  position BIGINT NOT NULL PRIMARY KEY,
  recorded_at BIGINT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  leaf TEXT NOT NULL,
  entry TEXT NOT NULL
);
CREATE INDEX journal_subject ON journal (subject, position);

-- One row: what an append needs, without reading the journal.
CREATE TABLE tree_head (
  id BIGINT NOT NULL PRIMARY KEY,
  size BIGINT NOT NULL,
  root TEXT NOT NULL,
  frontier TEXT NOT NULL,
  sm3_root TEXT NOT NULL,
  sm3_frontier TEXT NOT NULL
);

CREATE TABLE checkpoint (
  size BIGINT NOT NULL PRIMARY KEY,
  issued_at BIGINT NOT NULL,
  note TEXT NOT NULL
);

CREATE TABLE row_version (
  entity TEXT NOT NULL,
  id TEXT NOT NULL,
  version BIGINT NOT NULL,
  position BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  digest TEXT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (entity, id, version)
);
CREATE INDEX row_version_position ON row_version (position, entity);
-- Withdrawn rows are few; an insert must find them to go on counting their versions.
CREATE INDEX row_version_withdrawn ON row_version (entity, id) WHERE content = 'null';

-- The head of the empty tree: the digests of no bytes.
INSERT INTO tree_head (id, size, root, frontier, sm3_root, sm3_frontier) VALUES (1, 0,
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', '',
  '1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b', '');
