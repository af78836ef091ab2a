// SPDX-License-Identifier: Apache-2.0
// Random numbers (随机数) that anyone can repeat: SplitMix64 (Steele, Lea & Flood 2014), one stream for each
// (seed, stream, index), so that a replication draws the same numbers whichever thread runs it.
#pragma once

#include <cstdint>

namespace guatu::score {

class Random {
 public:
  Random(std::uint64_t seed, std::uint64_t stream, std::uint64_t index)
      : state_(mix(mix(seed + kStep) ^ mix(stream * kStep + 1)) ^ mix(index + kStep)) {}

  std::uint64_t next() { return mix(state_ += kStep); }
  double uniform() { return static_cast<double>(next() >> 11) * 0x1p-53; }  // [0, 1)

 private:
  static constexpr std::uint64_t kStep = 0x9E3779B97F4A7C15;
  static std::uint64_t mix(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
  }

  std::uint64_t state_;
};

}  // namespace guatu::score
