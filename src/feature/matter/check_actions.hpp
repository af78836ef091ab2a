// SPDX-License-Identifier: Apache-2.0
// What `guatu check` asks of matters (事项核验) beyond digests: that a row says what its course says, that everybody's
// list is what follows from it, that the acts are all there, that nobody verified what he worked on, and that no
// original due date was lost. Each disagreement names the register, the number, and what differs. It never repairs.
#pragma once

#include <string>
#include <vector>

#include "feature/matter/rulebook.hpp"
#include "platform/db/audit.hpp"

namespace guatu::matter {

// Codes: check.matter_course, .matter_kind, .matter_acts, .matter_duties, .matter_verified_by_hand,
// .matter_original_due. Empty: all agree.
std::vector<Problem> find_disagreements(const db::Reader& reader, const Rulebook& rules, Date today);

}  // namespace guatu::matter
