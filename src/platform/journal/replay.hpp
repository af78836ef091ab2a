// SPDX-License-Identifier: Apache-2.0
// Replay: takes the entries of a journal one by one, as bytes, and says what does not hold: an entry that is
// none or stands at another position, a checkpoint whose root the entries do not give. It needs neither the
// database nor the key, so that an auditor's copy is judged by the same code as the store.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "platform/journal/checkpoint.hpp"
#include "platform/journal/entry.hpp"
#include "platform/journal/merkle.hpp"

namespace guatu::journal {

class Replay {
 public:
  void expect(const Checkpoint& checkpoint, std::string place);  // before the first add()

  // The entry as read, empty when it is none. Its hash counts either way.
  std::optional<Entry> add(std::string_view bytes);
  void finish();  // what is expected beyond the last entry

  std::int64_t size() const { return static_cast<std::int64_t>(sha256_.size()); }
  Digest root() const { return sha256_.root(); }
  Digest sm3_root() const { return sm3_.root(); }
  const Digest& last_leaf() const { return last_leaf_; }
  const std::vector<Problem>& problems() const { return problems_; }

 private:
  struct Expected {
    Checkpoint checkpoint;
    std::string place;
  };
  void compare_checkpoints();

  Frontier sha256_{Algorithm::sha256};
  Frontier sm3_{Algorithm::sm3};
  Digest last_leaf_;
  std::multimap<std::uint64_t, Expected> expected_;  // by size
  std::vector<Problem> problems_;
};

std::string place_of_position(std::int64_t position);  // journal/17

}  // namespace guatu::journal
