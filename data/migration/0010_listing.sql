-- SPDX-License-Identifier: Apache-2.0
-- Lists of projects over 100,000 rows: a page by an indexed order is read from where it begins, and what is counted or
-- searched is read from an index many times narrower than the rows.

CREATE INDEX project_by_sequence ON project (sequence, id);
-- Also what a name search reads through.
CREATE INDEX project_by_name ON project (name, id, national_code);
CREATE INDEX project_by_investment ON project (total_investment, id);
CREATE INDEX project_by_start ON project (planned_start, id);
CREATE INDEX project_by_finish ON project (planned_finish, id);
CREATE INDEX project_by_progress ON project (progress_on, id);
CREATE INDEX project_by_responsible ON project (responsible, id);
-- Filters in any number: the first column narrows, the others are in the index to be counted by.
CREATE INDEX project_by_sector ON project
  (sector, stage, level, cluster, responsible, department, owner, contact_leader, project_lead, parent, id);
CREATE INDEX project_by_stage ON project (stage, sector, id);
