// SPDX-License-Identifier: Apache-2.0
#include "engine/score/column.hpp"

#include <algorithm>
#include <map>

#include "engine/score/statistics.hpp"

namespace guatu::score {
namespace {

Result<void> divide(const Node& item, const Table& table, ItemValues& values) {
  if (item.denominator.empty()) return {};
  GUATU_TRY(const Numbers below, table.numbers(item.denominator));
  for (std::size_t unit = 0; unit < values.value.size(); ++unit) {
    const double divisor = below.value[unit] / item.denominator_scale;
    if (divisor == 0 && is_present(values.value[unit]))
      return refuse(ErrorKind::invalid, table.cell_name(table.units()[unit].row, item.denominator),
                    "score.denominator_zero", {{"item", item.code}, {"unit", table.units()[unit].code}});
    values.value[unit] /= divisor;
    if (!below.excluded.empty() && below.excluded[unit] != 0) {
      values.excluded.resize(values.value.size(), 0);
      values.excluded[unit] = 1;
      values.value[unit] = kMissing;
    }
  }
  return {};
}

// All items at once; those of a vote have no column, their values are ballots.
Result<void> read_items(const Scheme& scheme, const Table& table, PreparedColumns& columns) {
  std::vector<std::string> names;
  std::vector<std::size_t> nodes;
  for (const int item : scheme.items()) {
    const auto node = static_cast<std::size_t>(item);
    if (scheme.nodes[node].method.method == Method::vote) {
      columns.items[node].value.assign(table.units().size(), kMissing);
      continue;
    }
    names.push_back(scheme.nodes[node].column);
    nodes.push_back(node);
  }
  GUATU_TRY(auto all, table.numbers_of(names));
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    columns.items[nodes[i]].value = std::move(all[i].value);
    columns.items[nodes[i]].excluded = std::move(all[i].excluded);
  }
  return {};
}

double value_at(const Node& item, const Table& table, std::size_t row, bool divided) {
  const double value = table.number_at(row, item.column);
  if (!divided || item.denominator.empty()) return value;
  return value / (table.number_at(row, item.denominator) / item.denominator_scale);
}

double latest_before(const Node& item, const Table& table, std::size_t unit, bool divided) {
  double found = kMissing;
  for (const HistoryPoint& point : table.history(unit)) {
    if (point.time >= table.time()) break;
    const double value = value_at(item, table, point.row, divided);
    if (is_present(value)) found = value;
  }
  return found;
}

// Between the neighbours in time; beyond the first or last value, that value.
double interpolated(const Node& item, const Table& table, std::size_t unit, bool divided) {
  double before = kMissing;
  double before_time = 0;
  for (const HistoryPoint& point : table.history(unit)) {
    const double value = value_at(item, table, point.row, divided);
    if (!is_present(value)) continue;
    if (point.time <= table.time()) {
      before = value;
      before_time = point.time;
      continue;
    }
    if (!is_present(before)) return value;
    return before + (value - before) * (table.time() - before_time) / (point.time - before_time);
  }
  return before;
}

class Imputation {
 public:
  Imputation(const Scheme& scheme, const Table& table, PreparedColumns& columns, bool divided)
      : scheme_(scheme), table_(table), columns_(columns), divided_(divided) {
    for (const Unit& unit : table.units())
      groups_[unit.group].push_back(static_cast<std::size_t>(&unit - table.units().data()));
  }

  Result<void> fill(std::size_t node) {
    const Node& item = scheme_.nodes[node];
    switch (item.missing.method) {
      case Missing::renormalise:
        return {};
      case Missing::refuse:
        return refuse_holes(node);
      case Missing::zero:
        return fill_each(node, [](std::size_t) { return 0.0; });
      case Missing::value:
        return fill_each(node, [&](std::size_t) { return item.missing.value; });
      case Missing::mean:
      case Missing::median:
        return fill_by_scope(node, columns_.scopes);
      case Missing::group_mean:
      case Missing::group_median:
        return fill_by_scope(node, group_scopes());
      case Missing::latest:
        return fill_each(node, [&](std::size_t unit) { return latest_before(item, table_, unit, divided_); });
      case Missing::linear:
        return fill_each(node, [&](std::size_t unit) { return interpolated(item, table_, unit, divided_); });
      case Missing::sibling_mean:
        return {};  // after all other columns: fill_from_siblings
    }
    return {};
  }

  // The mean place of the unit between minimum and maximum of its other items under the same parent.
  Result<void> fill_from_siblings(std::size_t node, const std::vector<std::vector<double>>& originals) {
    const Node& item = scheme_.nodes[node];
    const auto& siblings = scheme_.nodes[static_cast<std::size_t>(item.parent)].children;
    return fill_each(node, [&](std::size_t unit) {
      double sum = 0;
      int present = 0;
      for (const int sibling : siblings) {
        const auto at = static_cast<std::size_t>(sibling);
        const double share = share_of_range(scheme_.nodes[at], originals[at], unit);
        if (!is_present(share)) continue;
        sum += share;
        ++present;
      }
      const double share = present == 0 ? kMissing : sum / present;
      const double least = minimum(originals[node]);
      const double most = maximum(originals[node]);
      return item.direction == Direction::higher_is_better ? least + share * (most - least)
                                                           : most - share * (most - least);
    });
  }

 private:
  static double share_of_range(const Node& item, const std::vector<double>& x, std::size_t unit) {
    if (x.empty() || !is_present(x[unit])) return kMissing;
    const double least = minimum(x);
    const double most = maximum(x);
    if (least == most) return kMissing;
    return item.direction == Direction::higher_is_better ? (x[unit] - least) / (most - least)
                                                         : (most - x[unit]) / (most - least);
  }

  bool is_hole(const ItemValues& values, std::size_t unit) const {
    return !is_present(values.value[unit]) && !values.is_excluded(unit) && columns_.screened[unit] == 0;
  }

  template <class Source>
  Result<void> fill_each(std::size_t node, Source source) {
    ItemValues& values = columns_.items[node];
    for (std::size_t unit = 0; unit < values.value.size(); ++unit) {
      if (!is_hole(values, unit)) continue;
      values.value[unit] = source(unit);
      if (is_present(values.value[unit])) values.mark(Change::imputed, unit);
    }
    return {};
  }

  Result<void> fill_by_scope(std::size_t node, const std::vector<ScopeUnits>& scopes) {
    ItemValues& values = columns_.items[node];
    const Missing method = scheme_.nodes[node].missing.method;
    const bool is_mean = method == Missing::mean || method == Missing::group_mean;
    for (const ScopeUnits& scope : scopes) {
      const auto x = gathered(values.value, scope.units);
      const double filler = is_mean ? mean(x) : median(x);
      for (const std::size_t unit : scope.units) {
        if (!is_hole(values, unit)) continue;
        if (!is_present(filler))
          return refuse(
              ErrorKind::invalid, scheme_.nodes[node].code, "score.nothing_to_average",
              {{"item", scheme_.nodes[node].code}, {"group", scope.group}, {"method", std::string(name_of(method))}});
        values.value[unit] = filler;
        values.mark(Change::imputed, unit);
      }
    }
    return {};
  }

  std::vector<ScopeUnits> group_scopes() const {
    std::vector<ScopeUnits> scopes;
    for (const auto& [group, units] : groups_) {
      ScopeUnits scope{group, {}, {}};
      for (const std::size_t unit : units)
        if (columns_.screened[unit] == 0) scope.units.push_back(unit);
      scopes.push_back(std::move(scope));
    }
    return scopes;
  }

  Result<void> refuse_holes(std::size_t node) {
    std::vector<Problem> problems;
    for (std::size_t unit = 0; unit < table_.units().size() && problems.size() < 50; ++unit)
      if (is_hole(columns_.items[node], unit))
        problems.push_back({table_.cell_name(table_.units()[unit].row, scheme_.nodes[node].column),
                            "score.value_needed",
                            {{"item", scheme_.nodes[node].code}, {"unit", table_.units()[unit].code}}});
    if (!problems.empty()) return refuse(Error{ErrorKind::invalid, std::move(problems)});
    return {};
  }

  const Scheme& scheme_;
  const Table& table_;
  PreparedColumns& columns_;
  bool divided_;
  std::map<std::string, std::vector<std::size_t>> groups_;
};

void screen(const Scheme& scheme, PreparedColumns& columns) {
  const auto items = scheme.items();
  for (std::size_t unit = 0; unit < columns.screened.size(); ++unit) {
    int present = 0;
    int asked = 0;
    for (const int item : items) {
      const ItemValues& values = columns.items[static_cast<std::size_t>(item)];
      if (scheme.nodes[static_cast<std::size_t>(item)].method.method == Method::vote || values.is_excluded(unit))
        continue;
      ++asked;
      present += is_present(values.value[unit]) ? 1 : 0;
    }
    if (asked > 0 && present >= scheme.screen_minimum * asked) continue;
    if (asked == 0 && scheme.screen_minimum == 0) continue;
    columns.screened[unit] = 1;
    for (const int item : items) columns.items[static_cast<std::size_t>(item)].value[unit] = kMissing;
  }
}

std::vector<ScopeUnits> scopes_of(const Scheme& scheme, const Table& table, const std::vector<std::uint8_t>& screened) {
  std::map<std::string, std::vector<std::size_t>> groups;
  for (std::size_t unit = 0; unit < table.units().size(); ++unit)
    if (screened[unit] == 0)
      groups[scheme.compare_scope == Scope::group ? table.units()[unit].group : ""].push_back(unit);
  std::vector<ScopeUnits> scopes;
  for (auto& [group, units] : groups) {
    ScopeUnits scope{group, std::move(units), {}};
    for (const std::size_t unit : scope.units) scope.codes.push_back(table.codes()[unit]);
    scopes.push_back(std::move(scope));
  }
  return scopes;
}

void treat(const Node& item, const std::vector<ScopeUnits>& scopes, ItemValues& values) {
  if (item.outliers.method == OutlierMethod::none) return;
  for (const ScopeUnits& scope : scopes) {
    const TreatedColumn treated = treat_outliers(gathered(values.value, scope.units), item.outliers);
    values.passes_outlier_test = values.passes_outlier_test && treated.passes;
    if (treated.treatment == Treatment::untouched) continue;
    values.treatment = treated.treatment;
    for (std::size_t i = 0; i < scope.units.size(); ++i) values.value[scope.units[i]] = treated.x[i];
    for (const std::size_t i : treated.winsorised) values.mark(Change::winsorised, scope.units[i]);
    if (treated.treatment == Treatment::logarithm)
      for (const std::size_t unit : scope.units) values.mark(Change::logarithm, unit);
  }
}

Result<void> impute(const Scheme& scheme, const Table& table, PreparedColumns& columns, bool divided) {
  Imputation imputation(scheme, table, columns, divided);
  bool siblings = false;
  for (const int item : scheme.items()) {
    GUATU_CHECK(imputation.fill(static_cast<std::size_t>(item)));
    siblings = siblings || scheme.nodes[static_cast<std::size_t>(item)].missing.method == Missing::sibling_mean;
  }
  if (!siblings) return {};
  std::vector<std::vector<double>> originals;
  for (const ItemValues& values : columns.items) originals.push_back(values.value);
  for (const int item : scheme.items())
    if (scheme.nodes[static_cast<std::size_t>(item)].missing.method == Missing::sibling_mean)
      GUATU_CHECK(imputation.fill_from_siblings(static_cast<std::size_t>(item), originals));
  return {};
}

}  // namespace

std::vector<double> gathered(const std::vector<double>& column, const std::vector<std::size_t>& units) {
  std::vector<double> result;
  result.reserve(units.size());
  for (const std::size_t unit : units) result.push_back(column[unit]);
  return result;
}

Result<PreparedColumns> prepare_columns(const Scheme& scheme, const Table& table) {
  PreparedColumns columns;
  columns.items.resize(scheme.nodes.size());
  columns.screened.assign(table.units().size(), 0);
  GUATU_CHECK(read_items(scheme, table, columns));
  const auto divide_all = [&]() -> Result<void> {
    for (const int item : scheme.items())
      GUATU_CHECK(
          divide(scheme.nodes[static_cast<std::size_t>(item)], table, columns.items[static_cast<std::size_t>(item)]));
    return {};
  };
  const auto impute_all = [&](bool divided) -> Result<void> {
    screen(scheme, columns);
    columns.scopes = scopes_of(scheme, table, columns.screened);
    return impute(scheme, table, columns, divided);
  };
  if (scheme.missing_before_denominator) GUATU_CHECK(impute_all(false));
  GUATU_CHECK(divide_all());
  if (!scheme.missing_before_denominator) GUATU_CHECK(impute_all(true));
  for (const int item : scheme.items())
    treat(scheme.nodes[static_cast<std::size_t>(item)], columns.scopes, columns.items[static_cast<std::size_t>(item)]);
  return columns;
}

}  // namespace guatu::score
