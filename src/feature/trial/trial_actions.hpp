// SPDX-License-Identifier: Apache-2.0
// Which lists are on trial (试运行), and putting one on trial or trusting it. Features that show a list ask
// check_visible() before they load it. Refuses trial.hidden, store.version_conflict.
#pragma once

#include <vector>

#include "feature/trial/trial.hpp"
#include "platform/db/versioned.hpp"

namespace guatu::trial {

// Every list in the order of its names; one that nobody edited is trusted and has version 0.
std::vector<db::Versioned<Trial>> load_trials(const db::Reader& reader);
db::Versioned<Trial> find_trial(const db::Reader& reader, List list);

bool is_on_trial(const db::Reader& reader, List list);
// Refuses trial.hidden when the list is on trial and it is not the office that asks.
Result<void> check_visible(const db::Reader& reader, List list, Audience audience);

Result<db::Versioned<Trial>> edit_trial(db::Tx& tx, Trial trial, std::int64_t expected_version);

}  // namespace guatu::trial
