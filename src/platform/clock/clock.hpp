// SPDX-License-Identifier: Apache-2.0
// Clock: the only place that reads the machine's time. GUATU_TODAY=YYYY-MM-DD fixes the day for demos
// and tests; the instant of a journal entry is then 08:00 in China plus one second an entry, so that
// the same story gives the same store. Refuses clock.bad_today.
#pragma once

#include <cstdint>
#include <optional>

#include "base/date.hpp"

namespace guatu {

class Clock {
 public:
  static Clock system() { return Clock(std::nullopt); }
  static Clock fixed(Date today) { return Clock(today); }
  static Result<Clock> from_environment();  // GUATU_TODAY, else the system's

  bool is_fixed() const { return today_.has_value(); }
  Date today() const;
  // The time to record in the journal entry at this position (1 for the first).
  Instant instant_for(std::int64_t position) const;
  Instant now() const { return instant_for(0); }

 private:
  explicit Clock(std::optional<Date> today) : today_(today) {}

  std::optional<Date> today_;
};

}  // namespace guatu
