// SPDX-License-Identifier: Apache-2.0
// Everything that waits for a second person (待我决定), the oldest first: one question a register, each by its state,
// which an index finds.
#pragma once

#include <vector>

#include "feature/waiting/waiting.hpp"
#include "platform/db/database.hpp"

namespace guatu::waiting {

std::vector<Waiting> load_waiting(const db::Reader& reader);

}  // namespace guatu::waiting
