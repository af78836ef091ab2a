// SPDX-License-Identifier: Apache-2.0
// The store that bench/search.py searches: 200,000 matters and 800,000 reports on them, 60 units, one clerk.
// bench_search_store DIR [CONNECTION]: with a connection string the tables are in the empty schema it names.
// Prints the clerk's password. Also times an import of 100,000 rows into it: bench_search_store --import DIR.
#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <random>

#include "feature/matter/matter_actions.hpp"
#include "feature/unit/unit_actions.hpp"
#include "tests/support/clerks.hpp"

namespace guatu {
namespace {

constexpr int kUnits = 60;
constexpr int kMatters = 200'000;
constexpr int kReportsOfMatter = 4;
constexpr int kMattersOfEntry = 20'000;

// Words that every office uses, and names of which each is rare.
const std::vector<std::string> kCommon{
    "项目", "推进", "完成", "协调", "工程", "建设", "问题", "落实", "责任单位", "进度", "施工", "征收", "整改",
    "督办", "会议", "交办", "方案", "审批", "资金", "拨付", "道路", "管网",     "桥梁", "学校", "医院", "企业",
    "安全", "生产", "检查", "隐患", "环保", "水利", "绿化", "拆迁", "补偿",     "协议", "签订", "竣工", "验收"};
const std::string kRare = "澄江滨湖听澜松岭云汀沙坪桂苑梧桐柳浪枫桥荷塘竹溪兰亭菊园杏坛榆林槐荫樱洲棠棣柏乡枣庄";

class Writer {
 public:
  std::string sentence(std::size_t words) {
    std::string text;
    for (std::size_t i = 0; i < words; ++i) {
      if (random_() % 6 == 0)
        text += name();
      else
        text += kCommon[random_() % kCommon.size()];
      if (i % 5 == 4) text += "，";
    }
    return text;
  }
  std::uint32_t number() { return static_cast<std::uint32_t>(random_()); }

 private:
  // Two characters of their own and a number: 澄梧路117号.
  std::string name() {
    const auto one = [&] { return kRare.substr(random_() % (kRare.size() / 3) * 3, 3); };
    return one() + one() + "路" + std::to_string(random_() % 900) + "号";
  }

  std::mt19937 random_{20260921};
};

std::vector<unit::Unit> units() {
  std::vector<unit::Unit> all(kUnits);
  for (int i = 0; i < kUnits; ++i) {
    all[static_cast<std::size_t>(i)].id.value = fmt::format("U{:02}", i);
    all[static_cast<std::size_t>(i)].name = fmt::format("第{}街道办事处", i);
  }
  return all;
}

matter::Matter make_matter(Writer& writer, int number) {
  matter::Matter matter;
  matter.id.value = fmt::format("2026-{:06}", number);
  matter.kind = "会议交办";
  matter.text = writer.sentence(12);
  matter.lead = Id<unit::Unit>{fmt::format("U{:02}", writer.number() % kUnits)};
  matter.state = matter::State::working;
  matter.latest_report = writer.sentence(14);
  return matter;
}

void put_some(db::Tx& tx, Writer& writer, int first, int count) {
  std::vector<matter::Matter> matters;
  std::vector<matter::Report> reports;
  for (int number = first; number < first + count; ++number) {
    matters.push_back(make_matter(writer, number));
    for (int at = 1; at <= kReportsOfMatter; ++at)
      reports.push_back({matters.back().id, at, date_of(2026, 9, 1), matters.back().lead, writer.sentence(14), ""});
  }
  matter::save(tx, matters);
  matter::save(tx, reports);
}

Result<void> write(db::Database& database, const std::function<void(db::Tx&)>& work) {
  GUATU_TRY(db::Tx tx, database.begin({"bench", ""}, Clock::system(), db::Expected::bulk));
  work(tx);
  tx.journal({"bench.filled", "", "{}"});
  tx.commit();
  return {};
}

Result<void> make_store(const std::string& directory, const std::string& connection) {
  GUATU_TRY(db::Database database, connection.empty() ? db::Database::open(directory, db::Access::create)
                                                      : db::Database::create(directory, connection));
  Writer writer;
  GUATU_CHECK(write(database, [](db::Tx& tx) { unit::save(tx, units()); }));
  for (int first = 0; first < kMatters; first += kMattersOfEntry)
    GUATU_CHECK(write(database, [&](db::Tx& tx) { put_some(tx, writer, first, kMattersOfEntry); }));
  account::Gate gate(database, Clock::system(), {});
  testing::open_clerks(gate, {"clerk"});
  return {};
}

// As an import does: 20,000 matters and their 80,000 reports in one entry.
Result<void> import_more(const std::string& directory) {
  GUATU_TRY(db::Database database, db::Database::open(directory, db::Access::write));
  Writer writer;
  const auto begin = std::chrono::steady_clock::now();
  GUATU_CHECK(write(database, [&](db::Tx& tx) { put_some(tx, writer, kMatters, kMattersOfEntry); }));
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
  fmt::print("100,000 rows in {} ms\n", took.count());
  return {};
}

}  // namespace
}  // namespace guatu

int main(int count, char** arguments) {
  if (count < 2) return fmt::print(stderr, "bench_search_store [--import] DIR [CONNECTION]\n"), 2;
  const bool is_import = std::string(arguments[1]) == "--import";
  const auto done =
      is_import ? guatu::import_more(arguments[2]) : guatu::make_store(arguments[1], count > 2 ? arguments[2] : "");
  if (!done) return fmt::print(stderr, "{}\n", done.error().problems.front().code), 1;
  if (!is_import) fmt::print("{}\n", guatu::testing::kClerkPassword);
}
