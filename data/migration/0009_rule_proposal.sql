-- SPDX-License-Identifier: Apache-2.0
-- Rule sets that one person proposed and another has to confirm before they are adopted.

CREATE TABLE rule_proposal (
  id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, rule_version TEXT NOT NULL, title TEXT NOT NULL, scope TEXT NOT NULL,
  effective_from TEXT NOT NULL, effective_until TEXT, text TEXT NOT NULL, proposed_by TEXT NOT NULL,
  proposed_on TEXT NOT NULL, confirmed_by TEXT NOT NULL, confirmed_on TEXT,
  version BIGINT NOT NULL, digest TEXT NOT NULL);
