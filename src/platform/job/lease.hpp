// SPDX-License-Identifier: Apache-2.0
// Lease (租约): the right to run one job until an instant, kept in the store. Of several servers on one database one
// holds it; when its holder dies the lease runs out and the next one takes it. It is a promise between programs
// with roughly equal clocks: what must never happen twice does not rest on it alone.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "platform/db/database.hpp"

namespace guatu::job {

// This program on this machine; another one each time it is started.
std::string new_holder();

// True: `holder` has it until now + `length`, newly or still.
Result<bool> take_lease(db::Database& database, std::string_view name, std::string_view holder, Instant now,
                        std::chrono::seconds length);
Result<void> give_back_lease(db::Database& database, std::string_view name, std::string_view holder);

}  // namespace guatu::job
