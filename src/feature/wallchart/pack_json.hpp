// SPDX-License-Identifier: Apache-2.0
// The pack's values as the JSON that its page reads: short keys and day numbers, because two thousand projects
// must stay a file that one can mail. pack.js names every key again where it unpacks them.
#pragma once

#include <string>

#include "feature/wallchart/pack_view.hpp"

namespace guatu::wallchart {

std::string pack_json(const PackView& view);

}  // namespace guatu::wallchart
