// SPDX-License-Identifier: Apache-2.0
// What the search finds (检索范围): the registers' columns that hold names and texts, and through which columns a row
// concerns somebody. A register that is missing here is not found.
#pragma once

#include <vector>

#include "feature/search/search.hpp"

namespace guatu {

std::vector<search::Source> searched_registers();

}  // namespace guatu
