// SPDX-License-Identifier: Apache-2.0
#include "engine/score/rank.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "base/decimal.hpp"
#include "engine/score/statistics.hpp"

namespace guatu::score {
namespace {

double shared_rank(std::size_t first, std::size_t last, std::size_t distinct, Ties ties) {
  switch (ties) {
    case Ties::lowest:
      return static_cast<double>(first);
    case Ties::highest:
      return static_cast<double>(last);
    case Ties::average:
      return static_cast<double>(first + last) / 2;
    case Ties::dense:
      return static_cast<double>(distinct);
  }
  return kMissing;
}

// `order` is sorted; `same(a, b)` says whether two neighbours are tied.
template <class Same>
std::vector<double> ranks_of(const std::vector<std::size_t>& order, std::size_t size, Ties ties, Same same) {
  std::vector<double> ranks(size, kMissing);
  std::size_t distinct = 0;
  for (std::size_t begin = 0; begin < order.size();) {
    std::size_t end = begin + 1;
    while (end < order.size() && same(order[begin], order[end])) ++end;
    const double rank = shared_rank(begin + 1, end, ++distinct, ties);
    for (; begin < end; ++begin) ranks[order[begin]] = rank;
  }
  return ranks;
}

std::vector<std::size_t> present_indices(std::span<const double> x) {
  std::vector<std::size_t> indices;
  for (std::size_t i = 0; i < x.size(); ++i)
    if (is_present(x[i])) indices.push_back(i);
  return indices;
}

}  // namespace

std::optional<Ties> ties_by_name(std::string_view name) {
  if (name == "min") return Ties::lowest;
  if (name == "max") return Ties::highest;
  if (name == "average") return Ties::average;
  if (name == "dense") return Ties::dense;
  return std::nullopt;
}

std::vector<double> ascending_ranks(std::span<const double> x, Ties ties) {
  std::vector<std::size_t> order = present_indices(x);
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return x[a] < x[b]; });
  return ranks_of(order, x.size(), ties, [&](std::size_t a, std::size_t b) { return x[a] == x[b]; });
}

double published(double value, int places) {
  static constexpr std::array<double, 10> kPowers{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
  if (!is_present(value) || places < 0 || places >= static_cast<int>(kPowers.size())) return value;
  const double power = kPowers[static_cast<std::size_t>(places)];
  const double scaled = std::abs(value) * power;
  if (scaled >= 1e14) return value;
  const double part = scaled - std::floor(scaled);
  // Away from a half the binary number decides as its decimal form would.
  if (std::abs(part - 0.5) > 1e-4) return std::copysign(std::floor(scaled + 0.5) / power, value);
  const auto decimal = decimal_from_double(value);
  return decimal ? decimal->rescaled(places).to_double() : value;
}

std::vector<double> places(std::span<const std::vector<double>> keys, Ties ties) {
  if (keys.empty()) return {};
  // A missing later key counts as the worst, so that the order stays total.
  const auto key = [&](std::size_t level, std::size_t unit) {
    const double value = keys[level][unit];
    return is_present(value) ? value : -std::numeric_limits<double>::infinity();
  };
  const auto better = [&](std::size_t a, std::size_t b) {
    for (std::size_t level = 0; level < keys.size(); ++level)
      if (key(level, a) != key(level, b)) return key(level, a) > key(level, b);
    return false;
  };
  std::vector<std::size_t> order = present_indices(keys.front());
  std::sort(order.begin(), order.end(), better);
  return ranks_of(order, keys.front().size(), ties,
                  [&](std::size_t a, std::size_t b) { return !better(a, b) && !better(b, a); });
}

}  // namespace guatu::score
