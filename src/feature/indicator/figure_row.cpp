// SPDX-License-Identifier: Apache-2.0
#include "feature/indicator/figure_row.hpp"

#include <algorithm>

#include "engine/indicator/figure.hpp"

namespace guatu::indicator {
namespace {

class FigureCheck {
 public:
  FigureCheck(const std::vector<FigureRow>& rows, const ReleaseNote& release, const FigureRegister& registers)
      : rows_(rows), release_(release), registers_(registers) {}

  std::vector<Problem> run() {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      place_ = "rows[" + std::to_string(i) + "]";
      check_whose(rows_[i]);
      check_when(rows_[i]);
      check_value(rows_[i]);
      check_twice(i);
    }
    return std::move(problems_);
  }

 private:
  void say(const std::string& field, std::string code, ProblemArgs args) {
    problems_.push_back({place_ + "." + field, std::move(code), std::move(args)});
  }

  void check_whose(const FigureRow& row) {
    if (std::ranges::find(registers_.units, row.unit, &unit::Unit::id) == registers_.units.end())
      say("unit", "indicator.unknown_unit", {{"value", row.unit.value}});
    const auto indicator = std::ranges::find(registers_.indicators, row.indicator, &Indicator::id);
    if (indicator == registers_.indicators.end())
      return say("indicator", "indicator.unknown", {{"value", row.indicator.value}});
    if (source_unit(indicator->source, registers_.units) != source_unit(release_.source, registers_.units))
      say("indicator", "indicator.other_source",
          {{"value", row.indicator.value}, {"source", indicator->source}, {"given", release_.source}});
    const Measure own = indicator->measure == Measure::share ? Measure::share : Measure::level;
    if (row.measure != Measure::growth && row.measure != own)
      say("measure", "indicator.other_measure",
          {{"value", std::string(chinese_of(row.measure))}, {"accepted", std::string(chinese_of(own))}});
  }

  void check_when(const FigureRow& row) {
    if (row.last < row.first)
      say("last_month", "indicator.months_reversed",
          {{"first", format_month(row.first)}, {"last", format_month(row.last)}});
    else if (row.first.year() != row.last.year())
      say("last_month", "indicator.months_of_two_years",
          {{"first", format_month(row.first)}, {"last", format_month(row.last)}});
    if (release_.released_on < row.last.first_day())
      say("last_month", "indicator.released_before_month",
          {{"month", format_month(row.last)}, {"released_on", format_date(release_.released_on)}});
  }

  void check_value(const FigureRow& row) {
    if (!row.value) return;
    const auto fits =
        row.measure == Measure::growth ? figures::checked_growth(*row.value) : figures::checked_figure(*row.value);
    if (!fits) say("value", fits.error().problems.front().code, fits.error().problems.front().args);
  }

  void check_twice(std::size_t at) {
    const FigureRow& row = rows_[at];
    const Observation as_stored = observation_of(row, release_, {});
    for (std::size_t i = 0; i < at; ++i)
      if (is_same_figure(rows_[i], as_stored))
        return say("indicator", "indicator.figure_twice", {{"row", std::to_string(i + 1)}});
    for (const auto& present : registers_.observations)
      if (is_same_figure(row, present) && present.vintage == release_.vintage)
        return say("vintage", "indicator.vintage_taken",
                   {{"value", release_.vintage}, {"month", format_month(row.last)}});
  }

  const std::vector<FigureRow>& rows_;
  const ReleaseNote& release_;
  const FigureRegister& registers_;
  std::string place_;
  std::vector<Problem> problems_;
};

bool is_time(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return false;
  for (const std::size_t i : {0U, 1U, 3U, 4U})
    if (text[i] < '0' || text[i] > '9') return false;
  return text.substr(0, 2) < "24" && text.substr(3) < "60";
}

}  // namespace

std::string source_unit(const std::string& source, const std::vector<unit::Unit>& units) {
  for (const auto& unit : units)
    if (unit.id.value == source || unit.name == source || unit.short_name == source ||
        std::ranges::find(unit.aliases, source) != unit.aliases.end())
      return unit.id.value;
  return source;
}

bool is_same_figure(const FigureRow& row, const Observation& observation) {
  return row.indicator == observation.indicator && row.unit == observation.unit && row.first == observation.first &&
         row.last == observation.last && row.basis == observation.basis && row.measure == observation.measure;
}

Observation observation_of(const FigureRow& row, const ReleaseNote& release, std::string evidence) {
  Observation observation;
  observation.indicator = row.indicator;
  observation.unit = row.unit;
  observation.first = row.first;
  observation.last = row.last;
  observation.basis = row.basis;
  observation.measure = row.measure;
  observation.vintage = release.vintage;
  observation.status = row.value ? ObservationStatus::reported : ObservationStatus::not_applicable;
  observation.value = row.value;
  observation.source = release.source;
  observation.released_on = release.released_on;
  observation.note = row.note;
  observation.released_time = release.released_time;
  observation.evidence = std::move(evidence);
  return observation;
}

Result<void> check_figures(const std::vector<FigureRow>& rows, const ReleaseNote& release,
                           const FigureRegister& registers) {
  std::vector<Problem> problems;
  if (release.released_time && !is_time(*release.released_time))
    problems.push_back({"released_time", "indicator.bad_time", {{"value", *release.released_time}}});
  auto found = FigureCheck(rows, release, registers).run();
  problems.insert(problems.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
  if (problems.empty()) return {};
  return refuse(Error{ErrorKind::invalid, std::move(problems)});
}

}  // namespace guatu::indicator
