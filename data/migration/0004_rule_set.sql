-- SPDX-License-Identifier: Apache-2.0
-- Rule sets as adopted: the text that was in force is kept, so that any light can be explained and replayed later.

CREATE TABLE rule_set (
  id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, rule_version TEXT NOT NULL, title TEXT NOT NULL, scope TEXT NOT NULL,
  effective_from TEXT NOT NULL, effective_until TEXT, adopted_on TEXT NOT NULL, text TEXT NOT NULL,
  version BIGINT NOT NULL, digest TEXT NOT NULL);
