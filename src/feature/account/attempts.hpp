// SPDX-License-Identifier: Apache-2.0
// Attempts (登录尝试): who may try a password now. Five failures lock an account for the source they came from, 15
// minutes, and for no other source, so that nobody locks a colleague out from elsewhere. A source has a few chances
// that come back slowly, whatever names it tries; without one it is refused before any password is hashed. All sources
// that have lately guessed wrong share a few places of the password hasher, so that those who have not find one. What
// is remembered is bounded: the entry that was used longest ago gives way.
#pragma once

#include <chrono>
#include <cstddef>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/date.hpp"

namespace guatu::account {

struct AttemptLimits {
  int failures = 5;
  std::chrono::minutes lock{15};
  int chances = 20;                       // of one source at once
  std::chrono::seconds chance_every{10};  // and so often comes one back
  int pending = 4;                        // of one source at once: the rest of PasswordHasher's places is for others
  int suspects = 4;                       // at once, of all sources that have chances to get back
  std::size_t entries = 100'000;          // remembered at most, of either kind
};

// A map that forgets the entry which was used longest ago.
template <class Value>
class Recent {
 public:
  explicit Recent(std::size_t capacity) : capacity_(capacity) {}

  Value* find(const std::string& key) {
    const auto found = places_.find(key);
    if (found == places_.end()) return nullptr;
    order_.splice(order_.begin(), order_, found->second);
    return &found->second->second;
  }
  Value& use(const std::string& key) {
    if (Value* value = find(key)) return *value;
    if (order_.size() >= capacity_) {
      places_.erase(order_.back().first);
      order_.pop_back();
    }
    order_.emplace_front(key, Value{});
    places_[key] = order_.begin();
    return order_.front().second;
  }
  void forget(const std::string& key) {
    const auto found = places_.find(key);
    if (found == places_.end()) return;
    order_.erase(found->second);
    places_.erase(found);
  }
  std::size_t size() const { return order_.size(); }

 private:
  using Order = std::list<std::pair<std::string, Value>>;
  std::size_t capacity_;
  Order order_;
  std::unordered_map<std::string, typename Order::iterator> places_;
};

enum class Verdict { allowed, locked_out, too_many };

// What counts as one source: an IPv4 address, or the /64 of an IPv6 address, which one machine has to itself.
std::string source_of(std::string_view address);

class Attempts {
 public:
  explicit Attempts(AttemptLimits limits = {});

  // Asks for a try, which takes a chance of the source. Every allowed try ends in one of the three below.
  Verdict begin(std::string_view account, std::string_view source, Instant now);
  void succeeded(std::string_view account, std::string_view source);
  // True when this failure is the one that locks.
  bool failed(std::string_view account, std::string_view source, Instant now);
  void abandoned(std::string_view account, std::string_view source);  // it was never decided

  // When the lock ends, or a chance comes back.
  Instant free_at(std::string_view account, std::string_view source, Instant now);
  std::size_t size() const { return failures_.size() + sources_.size(); }

 private:
  struct Failures {
    int count = 0;
    int pending = 0;  // tries that were allowed and are not decided yet
    Instant last{};
  };
  struct Source {
    int used = 0;
    int pending = 0;
    int suspects = 0;  // of these
    Instant refilled{};
  };
  Source& refill(std::string_view source, Instant now);
  bool is_locked(const Failures& failures, Instant now) const;
  Source* decided(std::string_view account, std::string_view source);

  AttemptLimits limits_;
  Recent<Failures> failures_;
  Recent<Source> sources_;
  int suspects_ = 0;  // on their way, of all sources
};

}  // namespace guatu::account
