// SPDX-License-Identifier: Apache-2.0
#include "feature/search/search_actions.hpp"

#include <fmt/format.h>

namespace guatu::search {

Found search(Index& index, const db::Reader& reader, const Question& question) {
  const bool is_current = index.bring_up(reader, Effort::little);
  Found found = index.find(question);
  found.is_current = is_current;
  return found;
}

std::string keep_up(Index& index, const db::Reader& reader) {
  index.bring_up(reader, Effort::all);
  return fmt::format("{} documents up to position {}", index.documents(), index.position());
}

}  // namespace guatu::search
