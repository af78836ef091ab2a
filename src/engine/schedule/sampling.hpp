// SPDX-License-Identifier: Apache-2.0
// Random durations. Numbers come from xoshiro256** (Blackman and Vigna 2018) started by splitmix64 from (seed, run).
// Beta variates by Cheng's algorithm BB (1978), whose shape parameters must both exceed 1; at the edges by inversion.
#pragma once

#include <cstdint>

#include "engine/schedule/simulate.hpp"

namespace guatu::schedule {

struct Run {
  std::uint64_t seed;
  std::uint64_t number;
};

class RandomStream {
 public:
  explicit RandomStream(Run run);
  double unit();  // in (0, 1)

 private:
  std::uint64_t next();
  std::uint64_t state_[4];
};

// A distribution made ready for many draws.
class DurationLaw {
 public:
  explicit DurationLaw(const ThreePoint& point);
  double draw(RandomStream& random) const;  // ticks

 private:
  double beta(RandomStream& random) const;

  DurationShape shape_;
  double low_;
  double width_;
  double mode_share_ = 0;  // where the most likely value lies between the outer two
  double alpha_ = 1;
  double beta_ = 1;
  double cheng_least_ = 1;
  double cheng_other_ = 1;
  double cheng_scale_ = 0;
  double cheng_gamma_ = 0;
};

}  // namespace guatu::schedule
