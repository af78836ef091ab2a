// SPDX-License-Identifier: Apache-2.0
// Figure book (数据簿): the registers of indicators turned so that one figure is found at once, as known on a day. It
// borrows the registers, which must outlive it. A figure that is not released yet is not in it; whoever needs the
// clock's hour hands it visible() observations.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/indicator/trajectory.hpp"
#include "feature/indicator/indicator.hpp"

namespace guatu::indicator {

struct IndicatorRegister {
  std::vector<Indicator> indicators;
  std::vector<Target> targets;
  std::vector<MonthShares> month_shares;
  std::vector<Observation> observations;
};

class FigureBook {
 public:
  FigureBook(const IndicatorRegister& registers, Date day);

  const IndicatorRegister& registers() const { return *registers_; }
  // Figures of the year so far (or of a point in time), the newest vintage of each; `until` is the last month.
  const Observation* newest(const Indicator& indicator, const Id<unit::Unit>& unit, Measure measure, Month until) const;
  const Observation* at(const Indicator& indicator, const Id<unit::Unit>& unit, Measure measure, Month month) const;
  figures::YearOfFigures year_of(const Indicator& indicator, const Id<unit::Unit>& unit, int year) const;
  const Target* target(const Indicator& indicator, const Id<unit::Unit>& unit, int year) const;
  const MonthShares* shares(const Indicator& indicator, const Id<unit::Unit>& unit, int year) const;
  // Whether the unit has a target or a figure of the year.
  bool knows(const Indicator& indicator, const Id<unit::Unit>& unit, int year) const;

  // Every vintage of the unit's figures, in order of the last month; those of one figure by release.
  std::vector<const Observation*> vintages(const Indicator& indicator, const Id<unit::Unit>& unit) const;
  std::int64_t count_vintages(const Observation& figure) const;

  // The share of the year expected by the end of the month: the month shares where they are given, the season of the
  // year before, days, else months. None: not applicable.
  std::optional<Ratio> expected(const Indicator& indicator, const Id<unit::Unit>& unit, Month month) const;

 private:
  using Key = std::pair<std::string_view, std::string_view>;  // indicator, unit
  struct Page {
    std::vector<const Observation*> series;  // in order of the last month; no figures of single months
    std::vector<const Observation*> vintages;
    std::vector<const Target*> targets;
    std::vector<const MonthShares*> shares;
  };
  static bool is_one_figure(const Observation& a, const Observation& b);  // but for the vintage
  const Page* page(const Indicator& indicator, const Id<unit::Unit>& unit) const;

  const IndicatorRegister* registers_;
  std::map<Key, Page> pages_;
};

// What the level of an indicator is measured as: a share, or the level.
Measure level_measure(const Indicator& indicator);
// The last month up to `until`, in its year, of which the indicator has a figure at all; none: not applicable then.
std::optional<Month> due_month(const Indicator& indicator, Month until);

}  // namespace guatu::indicator
