// SPDX-License-Identifier: Apache-2.0
#include "platform/db/total_cache.hpp"

#include "platform/db/database.hpp"

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
  const bool has_changed = reader
                               .query_value<int>(
                                   "SELECT 1 FROM row_version WHERE position > :after AND position <= :until AND "
                                   "entity = :entity LIMIT 1",
                                   {{"after", known.position}, {"until", reader.position()}, {"entity", entity}})
                               .has_value();
  if (has_changed) return std::nullopt;
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
