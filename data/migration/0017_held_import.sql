-- SPDX-License-Identifier: Apache-2.0
-- Imports that bring statistics are held back from others until these are released.
ALTER TABLE import_run ADD COLUMN figures_of TEXT;
ALTER TABLE import_run ADD COLUMN figures_out TEXT;
