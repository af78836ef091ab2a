// SPDX-License-Identifier: Apache-2.0
// Sessions (会话): how long a log-in lasts. Idle 30 minutes (administrators 10), 12 hours in all; what a page asks by
// itself is no activity. A session with an open duty (change the password, set up the second factor) lets its person
// do nothing else.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/named.hpp"

namespace guatu::account {

inline constexpr std::chrono::minutes kIdle{30};
inline constexpr std::chrono::minutes kIdleOfAdministrators{10};
inline constexpr std::chrono::hours kLongest{12};
inline constexpr std::chrono::seconds kTouchEvery{60};  // how exact `seen_at` is
inline constexpr std::size_t kSessionsMax = 20;         // of one account; the oldest gives way

enum class Duty { change_password, set_up_totp };
inline constexpr Named<Duty> kDuties[] = {{Duty::change_password, "change_password", "修改口令"},
                                          {Duty::set_up_totp, "set_up_totp", "启用动态码"}};
constexpr std::span<const Named<Duty>> names_of(Duty) { return kDuties; }

enum class Idle { ordinary, administrator };

struct Session {
  std::string id;  // digest of its token
  std::string account;
  Instant begun_at{};
  Instant seen_at{};
  std::string source;  // address it was begun from
  std::string acting;  // grant by which a secretary acts for a leader; empty: as himself
};

Instant end_of(const Session& session, Idle idle);  // if nothing happens any more
bool is_over(const Session& session, Idle idle, Instant now);
bool needs_touch(const Session& session, Instant now);

}  // namespace guatu::account
