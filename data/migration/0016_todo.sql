-- SPDX-License-Identifier: Apache-2.0
-- A page of a to-do list is found in the index alone, in one order whatever the database; its lines are read after that.
DROP INDEX matter_duty_by_audience;
CREATE INDEX matter_duty_by_audience ON matter_duty (audience, due, matter, slot);
