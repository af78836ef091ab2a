// SPDX-License-Identifier: Apache-2.0
// Whole computations as golden cases: `@ scheme`, `@ data`, `@ events`, `@ ballots` sections (or `@ scheme FILE`), then
// lines `@ run …`.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <cmath>
#include <sstream>

#include "base/text.hpp"
#include "engine/score/bundle.hpp"
#include "engine/score/number_text.hpp"
#include "engine/score/report.hpp"
#include "feature/score/robustness_actions.hpp"
#include "feature/score/score_actions.hpp"
#include "tests/support/golden.hpp"

namespace guatu::score {
namespace {

struct Case {
  ScoreFiles files;
  std::vector<std::string> runs;
};

Case parse_case(const std::string& input) {
  Case one;
  std::string* target = nullptr;
  std::istringstream lines(input);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("@ ")) {
      std::istringstream words(line.substr(2));
      std::string section;
      std::string rest;
      words >> section;
      std::getline(words >> std::ws, rest);
      target = nullptr;
      if (section == "run") one.runs.push_back(rest);
      if (section == "scheme") {
        one.files.scheme.name = "scheme.toml";
        target = &one.files.scheme.bytes;
        if (!rest.empty()) *target = testing::read_whole(testing::source_path(rest));
      }
      if (section == "data") one.files.sheet.name = "data.csv", target = &one.files.sheet.bytes;
      if (section == "events") target = &one.files.events.emplace(NamedBytes{"events.csv", ""}).bytes;
      if (section == "ballots") target = &one.files.ballots.emplace(NamedBytes{"ballots.csv", ""}).bytes;
    } else if (target != nullptr && !line.starts_with("#")) {
      *target += line + "\n";
    }
  }
  return one;
}

std::string refusal_text(const Error& error) {
  std::string out;
  for (const Problem& problem : error.problems) {
    out += "refused " + problem.place + " " + problem.code;
    for (const auto& [name, value] : problem.args) out += " " + name + "=" + value;
    out += "\n";
  }
  return out;
}

std::string boards_text(const ScoreSession& session) {
  std::string out;
  for (const Board& board : session.computed.boards) {
    out += board.code + ":";
    for (const BoardEntry& entry : board.entries)
      out += " " + session.computed.units[entry.unit] + "(" + number_text(entry.place) + ")";
    for (const LeftOff& left : board.left_off)
      if (left.reason != "condition") out += " -" + session.computed.units[left.unit] + "(" + left.reason + ")";
    out += "\n";
  }
  for (const auto& finding : session.computed.findings) out += "! " + finding + "\n";
  return out;
}

// Ten significant digits, for comparison with programs that add in another order.
std::string rounded_text(const ScoreSession& session, const std::string& what) {
  const auto columns_of = [&](std::size_t node) -> decltype(&session.computed.raw) {
    const bool item = session.computed.scheme.nodes[node].is_item();
    if (item != (what != "nodes")) return nullptr;
    return what == "values" ? &session.computed.columns.items[node].value : &session.computed.scores[node];
  };
  std::string out = "unit";
  for (std::size_t node = 0; node < session.computed.scheme.nodes.size(); ++node)
    if (columns_of(node) != nullptr) out += "," + session.computed.scheme.nodes[node].code;
  out += "\n";
  for (std::size_t unit = 0; unit < session.computed.units.size(); ++unit) {
    out += session.computed.units[unit];
    for (std::size_t node = 0; node < session.computed.scheme.nodes.size(); ++node) {
      const auto* column = columns_of(node);
      if (column != nullptr) out += std::isnan((*column)[unit]) ? "," : fmt::format(",{:.10g}", (*column)[unit]);
    }
    out += "\n";
  }
  return out;
}

std::string run(const ScoreSession& session, const std::string& what) {
  const ComputeInput input = session.input();
  if (what.starts_with("rounded ")) return rounded_text(session, what.substr(8));
  if (what == "compute") return compute_csv(input, session.computed);
  if (what == "items") return normalise_csv(input, session.computed, Stage::score);
  if (what == "values") return normalise_csv(input, session.computed, Stage::value);
  if (what == "boards") return boards_text(session);
  if (what.starts_with("trace ")) {
    const auto unit = find_unit(session, what.substr(6));
    return replace_all(compute_json(input, session.computed, {*unit}), "},{", "},\n{") + "\n";
  }
  return "unknown run " + what + "\n";
}

std::string run_case(const std::string& input) {
  Case one = parse_case(input);
  const auto session = open_session(std::move(one.files));
  if (!session) return refusal_text(session.error());
  std::string out;
  for (const auto& what : one.runs) out += "@ " + what + "\n" + run(**session, what);
  return out;
}

TEST(ScoreGolden, cases) { testing::check_golden("score", run_case); }

ScoreFiles small_files() {
  return {{"s.toml", R"(
[scheme]
code = "s"
[robustness]
normalise = ["z_score"]
aggregate = ["geometric"]
[defaults]
method = { name = "min_max", lower = 1, upper = 100 }
[[item]]
code = "a"
weight = 2
[[item]]
code = "b"
direction = -1
[[item]]
code = "c"
)"},
          {"d.csv", "unit,a,b,c\nu,1,5,2\nv,2,4,9\nw,4,8,5\nx,3,1,7\ny,9,2,4\n"},
          {},
          {}};
}

TEST(BundleTest, recomputes_to_the_same_bytes) {
  const auto session = open_session(small_files());
  ASSERT_TRUE(session.has_value());
  const std::string bundle = *bundle_of(**session);
  EXPECT_TRUE(verify_bundle(bundle).has_value());
  const std::string changed = replace_all(bundle, "\"place\":2", "\"place\":3");
  EXPECT_EQ(verify_bundle(changed).error().problems.at(0).code, "score.bundle_differs");
  EXPECT_EQ(verify_bundle("nonsense").error().problems.at(0).code, "score.bundle_broken");
  EXPECT_EQ(verify_bundle("guatu-score-bundle 1\npart scheme 99 x\nab\n").error().problems.at(0).code,
            "score.bundle_broken");
  EXPECT_EQ(verify_bundle("guatu-score-bundle 1\npart scheme 1 x\na\n").error().problems.at(0).code,
            "score.bundle_part_needed");
}

std::string robustness_of(const ScoreSession& session, int threads, Design design) {
  RobustnessRequest request;
  request.runs = 60;
  request.seed = 7;
  request.threads = threads;
  request.design = design;
  const auto outcome = test_robustness(session, request);
  return robustness_json(session.computed, outcome->robustness) + write_run_results(session.computed, outcome->results);
}

TEST(RobustnessTest, same_seed_same_bytes_on_any_number_of_threads) {
  const auto session = open_session(small_files());
  for (const Design design : {Design::monte_carlo, Design::sobol})
    EXPECT_EQ(robustness_of(**session, 1, design), robustness_of(**session, 5, design));
}

TEST(RobustnessTest, replay_gives_the_same_runs) {
  const auto session = open_session(small_files());
  RobustnessRequest request;
  request.runs = 20;
  const auto drawn = test_robustness(**session, request);
  request.replay =
      NamedBytes{"samples.csv", write_replications((*session)->computed, drawn->factors, drawn->replications)};
  const auto replayed = test_robustness(**session, request);
  EXPECT_EQ(write_run_results((*session)->computed, drawn->results),
            write_run_results((*session)->computed, replayed->results));
  request.replay->bytes = "run,normalise,aggregate,nobody\n1,scheme,scheme,1\n";
  EXPECT_EQ(test_robustness(**session, request).error().problems.at(0).code, "score.item_unknown");
  request.replay->bytes = "run,normalise,aggregate,a\n1,scheme,median,1\n";
  EXPECT_EQ(test_robustness(**session, request).error().problems.at(0).code, "score.choice_unknown");
}

TEST(SheetTest, refuses) {
  const auto code = [](std::string bytes) {
    ScoreFiles files = small_files();
    files.sheet.bytes = std::move(bytes);
    return open_session(std::move(files)).error().problems.at(0).code;
  };
  EXPECT_EQ(code(""), "scoredata.empty");
  EXPECT_EQ(code("unit,a,b,c\nu,1\n"), "scoredata.row_length");
  EXPECT_EQ(code("unit,a,b,c\nu,1,2,x\n"), "score.not_a_number");
  // score.too_many_cells needs an xlsx of 20 million cells and is left to the reader's own limits.
  ScoreFiles files = small_files();
  files.scheme.bytes = "[scheme]\ncode = 1\n";
  const auto refused = open_session(std::move(files));
  EXPECT_EQ(refused.error().problems.at(0).place, "s.toml: scheme.code");
}

TEST(SheetTest, finds_units_and_refuses_strangers) {
  const auto session = open_session(small_files());
  EXPECT_EQ(*find_unit(**session, "w"), 2U);
  EXPECT_EQ(find_unit(**session, "zz").error().problems.at(0).code, "score.unit_unknown");
}

TEST(SheetTest, reads_gb18030_through_the_general_reader) {
  // 单位,值 / 甲,3 in GB18030
  ScoreFiles files = small_files();
  files.scheme.bytes = "[scheme]\ncode = \"s\"\n[[item]]\ncode = \"v\"\nmethod = \"none\"\n";
  files.sheet.bytes = "\xB5\xA5\xCE\xBB,v\n\xBC\xD7,3\n\xD2\xD2,5\n";
  const auto session = open_session(std::move(files));
  ASSERT_TRUE(session.has_value());
  EXPECT_EQ((*session)->computed.units, (std::vector<std::string>{"甲", "乙"}));
}

}  // namespace
}  // namespace guatu::score
