// SPDX-License-Identifier: Apache-2.0
#include "platform/journal/replay.hpp"

#include <utility>

namespace guatu::journal {

std::string place_of_position(std::int64_t position) { return "journal/" + std::to_string(position); }

void Replay::expect(const Checkpoint& checkpoint, std::string place) {
  if (checkpoint.size == 0) {
    if (checkpoint.root != sha256_.root())
      problems_.push_back({std::move(place), "journal.root_differs", {{"size", "0"}}});
    return;
  }
  expected_.insert({checkpoint.size, {checkpoint, std::move(place)}});
}

std::optional<Entry> Replay::add(std::string_view bytes) {
  last_leaf_ = leaf_hash(Algorithm::sha256, bytes);
  sha256_.append(last_leaf_);
  sm3_.append(leaf_hash(Algorithm::sm3, bytes));
  compare_checkpoints();
  auto entry = parse_entry(bytes);
  const std::string place = place_of_position(size());
  if (!entry)
    problems_.push_back({place, "journal.entry_unreadable", {}});
  else if (entry->position != size())
    problems_.push_back({place, "journal.entry_misplaced", {{"position", std::to_string(entry->position)}}});
  return entry;
}

void Replay::compare_checkpoints() {
  const auto [begin, end] = expected_.equal_range(sha256_.size());
  for (auto at = begin; at != end; ++at) {
    const auto& [checkpoint, place] = at->second;
    if (checkpoint.root != sha256_.root() || checkpoint.sm3_root != sm3_.root())
      problems_.push_back({place, "journal.root_differs", {{"size", std::to_string(checkpoint.size)}}});
  }
  expected_.erase(begin, end);
}

void Replay::finish() {
  for (const auto& [size, expected] : expected_)
    problems_.push_back({expected.place,
                         "journal.too_short",
                         {{"size", std::to_string(size)}, {"entries", std::to_string(this->size())}}});
  expected_.clear();
}

}  // namespace guatu::journal
