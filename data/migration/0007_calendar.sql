-- SPDX-License-Identifier: Apache-2.0
-- Holiday notices that an office loaded itself: for years that came after this program, or instead of what it knew.

CREATE TABLE calendar_year (
  year BIGINT NOT NULL PRIMARY KEY, number TEXT NOT NULL, title TEXT NOT NULL, loaded_on TEXT NOT NULL,
  text TEXT NOT NULL, version BIGINT NOT NULL, digest TEXT NOT NULL);
