// SPDX-License-Identifier: Apache-2.0
#include "engine/score/scheme_reader.hpp"

#include <cmath>

#include "engine/score/setting.hpp"

namespace guatu::score {
namespace {

void read_precision(TableReader& table, Scheme& scheme) {
  const Setting* setting = table.take("precision");
  if (setting == nullptr) return;
  if (setting->kind == Setting::Kind::text && setting->text == "full")
    scheme.precision = -1;
  else if (setting->kind == Setting::Kind::number && setting->number >= 0 && setting->number <= 9 &&
           setting->number == std::floor(setting->number))
    scheme.precision = static_cast<int>(setting->number);
  else
    table.report("precision", "score.precision_unknown");
}

void read_head(TableReader& file, Scheme& scheme, std::vector<Problem>& problems) {
  TableReader table(file.take("scheme"), "scheme", problems);
  scheme.code = table.needed_text("code");
  scheme.name = table.text("name", scheme.code);
  scheme.version = table.text("version");
  scheme.period = table.text("period");
  table.text("source");
  table.text("note");
  read_precision(table, scheme);
  scheme.ties = static_cast<Ties>(table.choice("ties", "min|max|average|dense", 0));
  scheme.tie_chain = table.texts("tie_chain");
  scheme.missing_before_denominator = table.choice("order", "denominator_first|missing_first", 0) == 1;
  scheme.screen_minimum = table.number("screen_minimum", 0);
  if (!(scheme.screen_minimum >= 0 && scheme.screen_minimum <= 1))
    table.report("screen_minimum", "score.share_out_of_range", {{"node", "screen_minimum"}});
  table.refuse_the_rest();
}

void read_columns(TableReader& file, Scheme& scheme, std::vector<Problem>& problems) {
  TableReader table(file.take("columns"), "columns", problems);
  scheme.columns = {table.text("unit"),   table.text("name"),   table.text("group"),
                    table.text("period"), table.text("source"), table.text("vintage")};
  table.refuse_the_rest();
  TableReader marks(file.take("marks"), "marks", problems);
  scheme.missing_marks = marks.has("missing") ? marks.texts("missing") : std::vector<std::string>{"NA", "NaN", "缺"};
  scheme.not_applicable_marks =
      marks.has("not_applicable") ? marks.texts("not_applicable") : std::vector<std::string>{"不适用", "n/a"};
  marks.refuse_the_rest();
  TableReader groups(file.take("groups"), "groups", problems);
  const bool apart = groups.choice("rank", "together|apart", 0) == 1;
  scheme.rank_scope = apart ? Scope::group : Scope::all;
  scheme.compare_scope = groups.choice("compare", "all|group", apart ? 1 : 0) == 1 ? Scope::group : Scope::all;
  if (apart && scheme.columns.group.empty()) groups.report("rank", "score.group_column_needed");
  groups.refuse_the_rest();
}

void read_weights(TableReader& file, Scheme& scheme, std::vector<Problem>& problems) {
  TableReader table(file.take("weights"), "weights", problems);
  WeightRule& rule = scheme.weights;
  rule.method = static_cast<WeightMethod>(table.choice("method", "given|equal|entropy|critic|pca", 0));
  if (table.has("scaling"))
    rule.scaling = static_cast<WeightScaling>(table.choice("scaling", "proportion|min_max|none", 1));
  rule.shift = table.number("shift", 0);
  rule.conflict = static_cast<Conflict>(table.choice("conflict", "one_minus_r|one_minus_absolute_r", 0));
  rule.deviation = static_cast<Deviation>(table.choice("deviation", "sample|population", 0));
  rule.loadings = static_cast<LoadingUse>(table.choice("loadings", "absolute|squared", 0));
  rule.holes = static_cast<Holes>(table.choice("holes", "refuse|drop_units", 0));
  table.refuse_the_rest();
}

void read_robustness(TableReader& file, Scheme& scheme, std::vector<Problem>& problems) {
  TableReader table(file.take("robustness"), "robustness", problems);
  scheme.robustness.noise = table.number("noise", 0.1);
  if (!(scheme.robustness.noise >= 0 && scheme.robustness.noise <= 1))
    table.report("noise", "score.share_out_of_range", {{"node", "noise"}});
  for (const double level : table.numbers("levels")) scheme.robustness.noise_levels.push_back(static_cast<int>(level));
  scheme.robustness.normalise = table.texts("normalise");
  scheme.robustness.aggregate = table.texts("aggregate");
  for (const auto& name : scheme.robustness.normalise) {
    const MethodSpec* spec = find_method(name);
    if (spec == nullptr || spec->method >= Method::completion)
      table.report("normalise", "score.method_unknown", {{"method", name}, {"methods", method_names()}});
  }
  for (const auto& name : scheme.robustness.aggregate)
    if (!find_aggregate(name))
      table.report("aggregate", "score.aggregate_unknown",
                   {{"aggregate", name}, {"aggregates", std::string(aggregate_names())}});
  table.refuse_the_rest();
}

}  // namespace

Result<Scheme> read_scheme(std::string_view toml) {
  GUATU_TRY(const Setting settings, read_settings(toml));
  std::vector<Problem> problems;
  TableReader file(&settings, "", problems);
  Scheme scheme;
  read_head(file, scheme, problems);
  read_columns(file, scheme, problems);
  read_weights(file, scheme, problems);
  read_robustness(file, scheme, problems);
  read_items(file, scheme, problems);
  read_boards(file, scheme, problems);
  file.refuse_the_rest();
  if (!problems.empty()) return refuse(Error{ErrorKind::invalid, std::move(problems)});
  GUATU_CHECK(check_scheme(scheme));
  return scheme;
}

}  // namespace guatu::score
