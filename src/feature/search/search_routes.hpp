// SPDX-License-Identifier: Apache-2.0
// Route of the search (检索): words in names, texts and feedback of what the caller may read, with the places where
// they stand.
#pragma once

#include <vector>

#include "feature/search/search_actions.hpp"
#include "platform/api/route.hpp"

namespace guatu::search {

// The index outlives the routes; `sources` say which rights count.
std::vector<api::Route> search_routes(Index& index, std::vector<Source> sources);

}  // namespace guatu::search
