// SPDX-License-Identifier: Apache-2.0
#include "feature/light/light_presets.hpp"

#include <gtest/gtest.h>

#include <map>
#include <sstream>

#include "base/text.hpp"
#include "feature/light/plain_facts.hpp"
#include "tests/support/golden.hpp"

namespace guatu::light {
namespace {

std::vector<RuleSet> presets() {
  std::vector<std::pair<std::string, std::string>> files;
  for (const auto& entry : std::filesystem::directory_iterator(testing::source_path("data/rule")))
    files.emplace_back(entry.path().filename().string(), testing::read_whole(entry.path()));
  std::vector<RuleText> texts;
  for (const auto& [name, text] : files) texts.push_back({name, text});
  return *rule_sets_from(texts);
}

void set(PlainFacts& facts, const std::string& name, const std::string& value) {
  const std::map<std::string, std::string PlainFacts::*> fields{{"expected", &PlainFacts::expected},
                                                                {"done", &PlainFacts::done},
                                                                {"whole", &PlainFacts::whole},
                                                                {"unit", &PlainFacts::unit},
                                                                {"planned_start", &PlainFacts::planned_start},
                                                                {"started", &PlainFacts::started},
                                                                {"start_reason", &PlainFacts::start_reason},
                                                                {"entered_library", &PlainFacts::entered_library},
                                                                {"required", &PlainFacts::required},
                                                                {"paid", &PlainFacts::paid},
                                                                {"months", &PlainFacts::months},
                                                                {"growth", &PlainFacts::growth},
                                                                {"planned_growth", &PlainFacts::planned_growth},
                                                                {"city_average", &PlainFacts::city_average},
                                                                {"issued", &PlainFacts::issued},
                                                                {"spent", &PlainFacts::spent},
                                                                {"issue_month", &PlainFacts::issue_month},
                                                                {"as_of_month", &PlainFacts::as_of_month},
                                                                {"baselines", &PlainFacts::baselines},
                                                                {"actuals", &PlainFacts::actuals},
                                                                {"as_of", &PlainFacts::as_of}};
  facts.*fields.at(name) = value;
}

std::string run_case(const std::string& input) {
  const auto all = presets();
  PlainFacts facts;
  std::vector<std::string> names;
  std::istringstream lines(input);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('#')) continue;
    const auto space = line.find(' ');
    if (line.starts_with("rules "))
      names = split(line.substr(6), " ");
    else
      set(facts, line.substr(0, space), line.substr(space + 1));
  }
  std::string out;
  for (const auto& name : names) {
    const RuleSet* rules = find_rule_set(all, name);
    EXPECT_NE(rules, nullptr) << name;
    for (const auto tongue : {Tongue::chinese, Tongue::english}) {
      const auto explained = explain_plain(*rules, facts, tongue);
      EXPECT_TRUE(explained.has_value()) << name;
      for (const auto& one : explained->explanations) {
        out += name + " " + one.metric + ": " + one.light + " (" + one.outcome + ") " + one.value + "\n  " +
               one.sentence + "\n";
        if (!one.turns_good.empty()) out += "  " + one.turns_good + "\n";
      }
    }
  }
  return out;
}

TEST(LightGolden, Cases) { testing::check_golden("light", run_case); }

TEST(Presets, AreFoundByName) {
  const auto all = presets();
  EXPECT_GE(all.size(), 5U);
  EXPECT_EQ(find_rule_set(all, "wuhan")->place, "武汉市");
  EXPECT_EQ(find_rule_set(all, "atlantis"), nullptr);
  const std::string wuhan = testing::read_whole(testing::source_path("data/rule/wuhan.toml"));
  const RuleText twice[] = {{"a", wuhan}, {"b", wuhan}};
  EXPECT_EQ(rule_sets_from(twice).error().problems[0].code, "light.field_wrong");
}

TEST(PlainFacts, Refuses) {
  const auto all = presets();
  const struct {
    const char* rules;
    std::vector<std::pair<const char*, const char*>> facts;
    const char* code;
  } refuses[] = {
      {"wuhan", {}, "light.facts_incomplete"},
      {"wuhan", {{"done", "3"}}, "light.facts_incomplete"},
      {"wuhan", {{"expected", "x"}}, "decimal.not_a_number"},
      {"wuhan", {{"expected", "5"}, {"done", "1.23456"}}, "light.number_out_of_range"},
      {"wuhan", {{"expected", "99999999999"}}, "light.number_out_of_range"},
      {"yinchuan-2025", {{"planned_start", "2026-13"}, {"as_of", "2026-01-01"}}, "date.not_a_month"},
      {"yinchuan-2025", {{"planned_start", "2026-03"}, {"as_of", "2026-02-30"}}, "date.no_such_day"},
      {"sanya-2022", {{"months", "+x"}}, "light.field_wrong"},
      {"yinchuan-2025", {{"required", "1.1234567"}}, "money.fraction_of_fen"},
  };
  for (const auto& row : refuses) {
    PlainFacts facts;
    for (const auto& [name, value] : row.facts) set(facts, name, value);
    const auto explained = explain_plain(*find_rule_set(all, row.rules), facts, Tongue::chinese);
    ASSERT_FALSE(explained.has_value()) << row.code;
    EXPECT_EQ(explained.error().problems[0].code, row.code);
  }
}

}  // namespace
}  // namespace guatu::light
