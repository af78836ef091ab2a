// SPDX-License-Identifier: Apache-2.0
#include "feature/account/session.hpp"

#include <algorithm>

namespace guatu::account {

Instant end_of(const Session& session, Idle idle) {
  const auto rest = idle == Idle::administrator ? kIdleOfAdministrators : kIdle;
  return std::min(session.seen_at + rest, session.begun_at + kLongest);
}

bool is_over(const Session& session, Idle idle, Instant now) { return end_of(session, idle) <= now; }

bool needs_touch(const Session& session, Instant now) { return session.seen_at + kTouchEvery <= now; }

}  // namespace guatu::account
