// SPDX-License-Identifier: Apache-2.0
#include "engine/light/rule_toml.hpp"

// The library's own assertions judge input, which must never stop the program.
#define TOML_ASSERT(expression) static_cast<void>(0)
#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>

#include "base/text.hpp"
#include "engine/light/interval.hpp"

namespace guatu::light {
namespace {

constexpr std::size_t kDotsOnALineMax = 40;
constexpr std::size_t kLightsMax = 32;
constexpr std::size_t kClausesMax = 32;

struct KindRow {
  std::string_view code;
  MetricKind kind;
  std::string_view units;  // those its bounds may be written in
};
constexpr KindRow kKinds[] = {
    {"progress_behind", MetricKind::progress_behind, "points"},
    {"progress_ratio", MetricKind::progress_ratio, "ratio percent"},
    {"progress_shortfall", MetricKind::progress_shortfall, "ratio percent"},
    {"start_delay", MetricKind::start_delay, "months"},
    {"library_delay", MetricKind::library_delay, "months"},
    {"payment_ratio", MetricKind::payment_ratio, "ratio percent"},
    {"missed_months", MetricKind::missed_months, "months"},
    {"district_growth", MetricKind::district_growth, "percent"},
    {"bond_behind", MetricKind::bond_behind, "points"},
    {"bond_shortfall", MetricKind::bond_shortfall, "ratio percent"},
    {"node_delay", MetricKind::node_delay, "days"},
};
static_assert(std::size(kKinds) == kMetricKinds);

// Reads one document and gathers every problem; a value that is missing stays empty.
class Reader {
 public:
  explicit Reader(std::string_view place) : place_(place) {}

  std::string at(const toml::node& node) const { return fmt::format("{}:{}", place_, node.source().begin.line); }
  void report(std::string place, std::string code, ProblemArgs args) {
    problems_.push_back({std::move(place), std::move(code), std::move(args)});
  }
  void missing(const toml::table& table, std::string_view field) {
    report(at(table), "light.field_missing", {{"field", std::string(field)}});
  }
  void wrong(const toml::table& table, std::string_view field, std::string_view value) {
    report(at(table), "light.field_wrong", {{"field", std::string(field)}, {"value", std::string(value)}});
  }

  std::string text(const toml::table& table, std::string_view field) {
    const auto value = table[field].value<std::string>();
    if (!value || value->empty()) missing(table, field);
    return value.value_or("");
  }
  std::string optional_text(const toml::table& table, std::string_view field) {
    return table[field].value<std::string>().value_or("");
  }
  std::optional<Date> optional_date(const toml::table& table, std::string_view field) {
    const auto* node = table.get(field);
    if (node == nullptr) return std::nullopt;
    const auto value = node->value<toml::date>();
    const auto date =
        value ? checked_date(value->year, value->month, value->day) : Result<Date>(std::unexpected(Error{}));
    if (!date) {
      wrong(table, field, "");
      return std::nullopt;
    }
    return *date;
  }
  // Every table of an array of tables, at most `most`.
  template <class Visit>
  void each(const toml::table& table, std::string_view field, std::size_t most, Visit visit) {
    const auto* array = table[field].as_array();
    if (array == nullptr || array->empty()) return missing(table, field);
    if (array->size() > most)
      return report(at(*array), "light.too_many", {{"field", std::string(field)}, {"most", std::to_string(most)}});
    for (const auto& entry : *array) {
      if (const auto* row = entry.as_table())
        visit(*row);
      else
        missing(table, field);
    }
  }

  std::vector<Problem>& problems() { return problems_; }

 private:
  std::string place_;
  std::vector<Problem> problems_;
};

std::optional<std::uint8_t> light_index(const RuleSet& rules, std::string_view code) {
  for (std::size_t i = 0; i < rules.lights.size(); ++i)
    if (rules.lights[i].code == code) return static_cast<std::uint8_t>(i);
  return std::nullopt;
}

std::uint8_t read_light(Reader& reader, const RuleSet& rules, const toml::table& table, std::string_view field) {
  const std::string code = reader.text(table, field);
  const auto found = light_index(rules, code);
  if (!found && !code.empty()) reader.report(reader.at(table), "light.unknown_light", {{"value", code}});
  return found.value_or(0);
}

void read_head(Reader& reader, const toml::table& document, RuleSet& rules) {
  rules.name = reader.text(document, "name");
  rules.version = reader.text(document, "version");
  rules.title = reader.text(document, "title");
  rules.place = reader.text(document, "place");
  rules.scope = reader.text(document, "scope");
  rules.source = reader.text(document, "source");
  if (const auto* year = document.get("year")) {
    const auto number = year->value<std::int64_t>().value_or(0);
    if (number < 1949 || number > 2199)
      reader.wrong(document, "year", std::to_string(number));
    else
      rules.year = static_cast<int>(number);
  }
  rules.effective_from = reader.optional_date(document, "effective_from");
  rules.effective_to = reader.optional_date(document, "effective_to");
  if (rules.effective_from && rules.effective_to && *rules.effective_to < *rules.effective_from)
    reader.report(reader.at(document), "light.effective_reversed",
                  {{"from", format_date(*rules.effective_from)}, {"to", format_date(*rules.effective_to)}});
}

void read_lights(Reader& reader, const toml::table& document, RuleSet& rules) {
  reader.each(document, "light", kLightsMax, [&](const toml::table& table) {
    LightStyle style;
    style.code = reader.text(table, "code");
    style.word = reader.text(table, "word");
    style.shape = reader.text(table, "shape");
    style.colour = reader.text(table, "colour");
    style.meaning = reader.optional_text(table, "meaning");
    if (light_index(rules, style.code)) reader.wrong(table, "code", style.code);
    for (const auto& known : rules.lights)  // two lights must be told apart without colour
      if (known.shape == style.shape && !style.shape.empty()) reader.wrong(table, "shape", style.shape);
    rules.lights.push_back(std::move(style));
  });
}

// severity = […] names every light once, the worst first.
void read_severity(Reader& reader, const toml::table& document, RuleSet& rules) {
  const auto* order = document["severity"].as_array();
  if (order == nullptr) return reader.missing(document, "severity");
  constexpr std::uint8_t unset = 255;
  rules.severity.assign(rules.lights.size(), unset);
  std::uint8_t rank = 0;
  for (const auto& entry : *order) {
    const auto code = entry.value<std::string>().value_or("");
    const auto found = light_index(rules, code);
    if (!found || rules.severity[*found] != unset) {
      reader.report(reader.at(*order), "light.unknown_light", {{"value", code}});
      continue;
    }
    rules.severity[*found] = rank++;
  }
  for (std::size_t i = 0; i < rules.lights.size(); ++i)
    if (rules.severity[i] == unset)
      reader.report(reader.at(*order), "light.severity_incomplete", {{"light", rules.lights[i].code}});
}

void read_states(Reader& reader, const toml::table& document, RuleSet& rules) {
  const auto* states = document["states"].as_table();
  if (states == nullptr) return reader.missing(document, "states");
  rules.states.good = read_light(reader, rules, *states, "good");
  rules.states.unruled = read_light(reader, rules, *states, "unruled");
  rules.states.not_applicable = read_light(reader, rules, *states, "not_applicable");
  rules.states.not_reported = read_light(reader, rules, *states, "not_reported");
  rules.states.done = read_light(reader, rules, *states, "done");
  rules.states.excused =
      states->contains("excused") ? read_light(reader, rules, *states, "excused") : rules.states.unruled;
}

void read_clause(Reader& reader, const toml::table& table, const RuleSet& rules, Metric& metric) {
  Clause clause;
  clause.interval = reader.text(table, "interval");
  clause.source = reader.optional_text(table, "source");
  clause.note = reader.optional_text(table, "note");
  clause.is_hole = table["hole"].value_or(false);
  clause.light = clause.is_hole ? rules.states.unruled : read_light(reader, rules, table, "light");
  if (clause.is_hole && table.contains("light")) reader.wrong(table, "light", reader.optional_text(table, "light"));
  if (trim(clause.source).empty())
    reader.report(reader.at(table), "light.clause_without_source",
                  {{"metric", metric.name}, {"interval", clause.interval}});
  const auto bounds = parse_interval(clause.interval, divisor_of(metric), reader.at(table));
  if (!bounds) {
    reader.problems().insert(reader.problems().end(), bounds.error().problems.begin(), bounds.error().problems.end());
    return;
  }
  std::tie(clause.low, clause.high) = *bounds;
  const bool names_reference = clause.low.kind == Bound::Kind::reference || clause.high.kind == Bound::Kind::reference;
  if (names_reference && metric.kind != MetricKind::district_growth)
    reader.report(reader.at(table), "light.reference_not_allowed",
                  {{"metric", metric.name}, {"interval", clause.interval}});
  metric.clauses.push_back(std::move(clause));
}

void read_kind(Reader& reader, const toml::table& table, Metric& metric) {
  const std::string code = reader.text(table, "kind");
  const auto* row =
      std::find_if(std::begin(kKinds), std::end(kKinds), [&](const auto& known) { return known.code == code; });
  if (row == std::end(kKinds)) {
    reader.report(reader.at(table), "light.unknown_metric_kind", {{"value", code}});
    return;
  }
  metric.kind = row->kind;
  metric.unit = reader.text(table, "unit");
  const auto units = split(row->units, " ");
  if (std::find(units.begin(), units.end(), metric.unit) == units.end()) reader.wrong(table, "unit", metric.unit);
}

void read_trajectory(Reader& reader, const toml::table& table, Metric& metric) {
  const std::string code = table["trajectory"].value<std::string>().value_or("plan");
  if (code == "plan")
    metric.trajectory = Trajectory::plan;
  else if (code == "month")
    metric.trajectory = Trajectory::month;
  else if (code == "day")
    metric.trajectory = Trajectory::day;
  else if (code == "given")
    metric.trajectory = Trajectory::given;
  else
    reader.wrong(table, "trajectory", code);
}

void read_metric(Reader& reader, const toml::table& table, RuleSet& rules) {
  Metric metric;
  metric.name = reader.text(table, "name");
  metric.word = reader.text(table, "word");
  if (rules.metric_index(metric.name)) reader.wrong(table, "name", metric.name);
  read_kind(reader, table, metric);
  read_trajectory(reader, table, metric);
  if (const auto* reasons = table["accepted_reasons"].as_array())
    for (const auto& reason : *reasons) metric.accepted_reasons.push_back(reason.value<std::string>().value_or(""));
  const std::size_t before = reader.problems().size();
  reader.each(table, "clause", kClausesMax,
              [&](const toml::table& clause) { read_clause(reader, clause, rules, metric); });
  // Holes and overlaps are only meaningful when every clause was read.
  if (reader.problems().size() == before) {
    auto problems = check_cover(metric, reader.at(table));
    std::move(problems.begin(), problems.end(), std::back_inserter(reader.problems()));
  }
  rules.metrics.push_back(std::move(metric));
}

}  // namespace

Result<RuleSet> parse_rule_set(std::string_view text, std::string_view place) {
  if (text.size() > kRuleBytesMax)
    return refuse(ErrorKind::too_large, std::string(place), "light.rule_too_long",
                  {{"bytes_max", std::to_string(kRuleBytesMax)}});
  if (!is_valid_utf8(text))
    return refuse(ErrorKind::invalid, std::string(place), "light.toml_syntax", {{"reason", "UTF-8"}});
  // The parser recurses once for each part of a dotted key.
  if (most_on_a_line(text, '.') > kDotsOnALineMax)
    return refuse(ErrorKind::too_large, std::string(place), "light.toml_syntax", {{"reason", "a.b.c…"}});
  const auto parsed = toml::parse(text);
  if (!parsed)
    return refuse(ErrorKind::invalid, fmt::format("{}:{}", place, parsed.error().source().begin.line),
                  "light.toml_syntax", {{"reason", std::string(parsed.error().description())}});
  const toml::table& document = parsed.table();
  Reader reader(place);
  RuleSet rules;
  read_head(reader, document, rules);
  read_lights(reader, document, rules);
  read_severity(reader, document, rules);
  read_states(reader, document, rules);
  // Clauses name lights: with these wrong, everything below would only repeat it.
  if (reader.problems().empty())
    reader.each(document, "metric", kMetricsMax, [&](const toml::table& table) { read_metric(reader, table, rules); });
  if (!reader.problems().empty()) return refuse(Error{ErrorKind::invalid, std::move(reader.problems())});
  return rules;
}

}  // namespace guatu::light
