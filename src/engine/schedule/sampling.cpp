// SPDX-License-Identifier: Apache-2.0
#include "engine/schedule/sampling.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace guatu::schedule {
namespace {

std::uint64_t split_mix(std::uint64_t& state) {
  state += 0x9E37'79B9'7F4A'7C15ULL;
  std::uint64_t value = state;
  value = (value ^ (value >> 30)) * 0xBF58'476D'1CE4'E5B9ULL;
  value = (value ^ (value >> 27)) * 0x94D0'49BB'1331'11EBULL;
  return value ^ (value >> 31);
}

constexpr double kShapeEdge = 1.0e-9;

}  // namespace

RandomStream::RandomStream(Run run) {
  std::uint64_t start = run.seed;
  std::uint64_t mixed = split_mix(start) ^ (run.number * 0xD134'2543'DE82'EF95ULL);
  for (std::uint64_t& word : state_) word = split_mix(mixed);
}

std::uint64_t RandomStream::next() {
  const std::uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
  const std::uint64_t shifted = state_[1] << 17;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= shifted;
  state_[3] = std::rotl(state_[3], 45);
  return result;
}

double RandomStream::unit() { return (static_cast<double>(next() >> 11) + 0.5) * 0x1.0p-53; }

DurationLaw::DurationLaw(const ThreePoint& point)
    : shape_(point.shape),
      low_(static_cast<double>(point.optimistic.ticks)),
      width_(static_cast<double>((point.pessimistic - point.optimistic).ticks)) {
  if (width_ <= 0) return;
  mode_share_ = static_cast<double>((point.likely - point.optimistic).ticks) / width_;
  alpha_ = 1 + 4 * mode_share_;
  beta_ = 1 + 4 * (1 - mode_share_);
  cheng_least_ = std::min(alpha_, beta_);
  cheng_other_ = std::max(alpha_, beta_);
  const double sum = alpha_ + beta_;
  if (cheng_least_ <= 1 + kShapeEdge) return;
  cheng_scale_ = std::sqrt((sum - 2) / (2 * cheng_least_ * cheng_other_ - sum));
  cheng_gamma_ = cheng_least_ + 1 / cheng_scale_;
}

double DurationLaw::beta(RandomStream& random) const {
  if (alpha_ <= 1 + kShapeEdge) return 1 - std::pow(random.unit(), 1 / beta_);
  if (beta_ <= 1 + kShapeEdge) return std::pow(random.unit(), 1 / alpha_);
  const double sum = alpha_ + beta_;
  for (;;) {
    const double first = random.unit();
    const double second = random.unit();
    const double v = cheng_scale_ * std::log(first / (1 - first));
    const double w = cheng_least_ * std::exp(v);
    const double z = first * first * second;
    const double r = cheng_gamma_ * v - 1.386'294'361'119'890'6;  // ln 4
    const double s = cheng_least_ + r - w;
    const bool accepted = s + 2.609'437'912'434'100'3 >= 5 * z ||  // 1 + ln 5
                          r + sum * std::log(sum / (cheng_other_ + w)) >= std::log(z);
    if (!accepted) continue;
    const double share = w / (cheng_other_ + w);
    return cheng_least_ == alpha_ ? share : 1 - share;
  }
}

double DurationLaw::draw(RandomStream& random) const {
  if (width_ <= 0) return low_;
  if (shape_ == DurationShape::uniform) return low_ + width_ * random.unit();
  if (shape_ == DurationShape::pert_beta) return low_ + width_ * beta(random);
  const double u = random.unit();
  const double share = u < mode_share_ ? std::sqrt(u * mode_share_) : 1 - std::sqrt((1 - u) * (1 - mode_share_));
  return low_ + width_ * share;
}

}  // namespace guatu::schedule
