// SPDX-License-Identifier: Apache-2.0
#include "platform/clock/clock.hpp"

#include <algorithm>
#include <cstdlib>

namespace guatu {

using namespace std::chrono_literals;

Result<Clock> Clock::from_environment() {
  const char* today = std::getenv("GUATU_TODAY");
  if (today == nullptr || *today == '\0') return system();
  const auto day = parse_date(today);
  if (!day) return refuse(ErrorKind::invalid, "GUATU_TODAY", "clock.bad_today", {{"value", today}});
  return fixed(*day);
}

Date Clock::today() const { return today_ ? *today_ : local_date(now()); }

Instant Clock::instant_for(std::int64_t position) const {
  if (!today_) return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
  // Sixteen hours are left of the fixed day; a longer story goes on in microseconds and stays in it.
  const auto step = std::min<std::chrono::microseconds>(std::chrono::seconds(position), 15h + 59min);
  return Instant(*today_) - kChinaOffset + 8h + step + std::chrono::microseconds(position % 1'000'000);
}

}  // namespace guatu
