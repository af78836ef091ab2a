// SPDX-License-Identifier: Apache-2.0
#include "platform/db/total_cache.hpp"

#include "platform/db/change_read.hpp"

namespace guatu::db {
namespace {

// Enough for what a few hundred people look at; beyond it everything is counted anew.
constexpr std::size_t kQuestionsMax = 1024;

}  // namespace

std::optional<std::int64_t> TotalCache::find(const Reader& reader, const std::string& entity,
                                             const std::string& question) {
  Known known;
  {
    const std::lock_guard lock(guard_);
    const auto found = known_.find(question);
    if (found == known_.end() || found->second.position > reader.position()) return std::nullopt;
    known = found->second;
  }
  if (known.position == reader.position()) return known.total;
  if (has_changed(reader, {entity}, known.position, reader.position())) return std::nullopt;
  keep(reader, question, known.total);
  return known.total;
}

void TotalCache::keep(const Reader& reader, const std::string& question, std::int64_t total) {
  const std::lock_guard lock(guard_);
  if (known_.size() >= kQuestionsMax && !known_.contains(question)) known_.clear();
  Known& known = known_[question];
  if (known.position <= reader.position()) known = {reader.position(), total};
}

}  // namespace guatu::db
