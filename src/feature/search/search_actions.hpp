// SPDX-License-Identifier: Apache-2.0
// Searching (检索): brings the index up when little is missing and finds in it; what is missing in quantity (a large
// import, a new index) is left to the timed job, and the answer says so.
#pragma once

#include "feature/search/index_store.hpp"

namespace guatu::search {

Found search(Index& index, const db::Reader& reader, const Question& question);

// The timed job: brings the index up whatever it takes. "n documents up to position p".
std::string keep_up(Index& index, const db::Reader& reader);

}  // namespace guatu::search
