// SPDX-License-Identifier: Apache-2.0
// The way of one item's values from the sheet to the method (数据处理): denominators, missing values, outliers, in the
// order the scheme states. Each cell remembers what was done to it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "engine/score/scheme.hpp"
#include "engine/score/table.hpp"

namespace guatu::score {

enum class Change : std::uint8_t { none = 0, imputed = 1, winsorised = 2, logarithm = 4, screened = 8 };

struct ItemValues {
  std::vector<std::uint8_t> excluded;  // 1: not applicable; empty when no cell is
  std::vector<double> value;           // what the method sees
  std::vector<std::uint8_t> changes;   // of Change, combined; empty when nothing was changed
  Treatment treatment = Treatment::untouched;
  bool passes_outlier_test = true;

  bool is_excluded(std::size_t unit) const { return !excluded.empty() && excluded[unit] != 0; }
  bool has(Change change, std::size_t unit) const {
    return !changes.empty() && (changes[unit] & static_cast<std::uint8_t>(change)) != 0;
  }
  void mark(Change change, std::size_t unit) {
    changes.resize(value.size(), 0);
    changes[unit] = static_cast<std::uint8_t>(changes[unit] | static_cast<std::uint8_t>(change));
  }
};

// Units compared with each other; every unit that is not screened out is in exactly one scope.
struct ScopeUnits {
  std::string group;  // empty when all are compared
  std::vector<std::size_t> units;
  std::vector<std::string> codes;  // of these units
};

struct PreparedColumns {
  std::vector<ItemValues> items;  // by node index; nodes have empty ones
  std::vector<ScopeUnits> scopes;
  std::vector<std::uint8_t> screened;  // by unit: 1 when left out for want of values
};

Result<PreparedColumns> prepare_columns(const Scheme& scheme, const Table& table);

std::vector<double> gathered(const std::vector<double>& column, const std::vector<std::size_t>& units);

}  // namespace guatu::score
