-- SPDX-License-Identifier: Apache-2.0
-- A matter may serve a milestone of its project, by the milestone's number there.
ALTER TABLE matter ADD COLUMN milestone BIGINT;

-- What one person has begun and waits for another one is found by its state alone.
CREATE INDEX adjustment_request_by_state ON adjustment_request (state, asked_on, project, sequence);
CREATE INDEX correction_by_state ON correction (state, proposed_on, id);
CREATE INDEX transcription_by_state ON transcription (state, first_on, id);
CREATE INDEX form_by_state ON form (state, proposed_on, id);
CREATE INDEX rule_proposal_by_confirmation ON rule_proposal (confirmed_by, proposed_on, id);
