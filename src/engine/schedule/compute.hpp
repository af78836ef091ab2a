// SPDX-License-Identifier: Apache-2.0
// Critical path method (关键路径法) under the rules of Microsoft Project or of Primavera: early and late dates, total
// and free float, what is critical, and what drives each start. Refuses a cycle with the links that form it and
// indices that point nowhere; every other input gives dates.
#pragma once

#include "base/result.hpp"
#include "engine/schedule/network.hpp"

namespace guatu::schedule {

Result<Schedule> compute(const Network& network);

}  // namespace guatu::schedule
