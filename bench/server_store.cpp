// SPDX-License-Identifier: Apache-2.0
// The store that bench/server.py measures the server on: 100,000 projects, each changed once since, 40 units, 100
// enterprises and one clerk. bench_server_store DIR [CONNECTION]: with a connection string the tables are in the empty
// schema it names. Prints the clerk's password.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "bench/many_matters.hpp"
#include "bench/many_projects.hpp"
#include "feature/enterprise/enterprise_actions.hpp"
#include "feature/matter/matter_actions.hpp"
#include "feature/project/project_store.hpp"
#include "feature/unit/unit_actions.hpp"
#include "tests/support/clerks.hpp"

namespace guatu {
namespace {

constexpr int kUnits = 40;
constexpr int kEnterprises = 100;

void fill_matters(db::Tx& tx, std::size_t count) {
  constexpr std::size_t kAtOnce = 20'000;
  for (std::size_t from = 0; from < count; from += kAtOnce) {
    std::vector<matter::Matter> rows;
    for (std::size_t i = from; i < std::min(count, from + kAtOnce); ++i) rows.push_back(bench::make_matter(i));
    matter::save(tx, rows);
  }
}

std::size_t matters_wanted() {
  const char* wanted = std::getenv("GUATU_BENCH_MATTERS");
  return wanted == nullptr ? 0 : std::stoul(wanted);
}

void fill(db::Tx& tx) {
  std::vector<unit::Unit> units;
  for (int number = 0; number < kUnits; ++number) {
    units.emplace_back().id.value = fmt::format("T{:02}", number);
    units.back().name = fmt::format("第{}街道", number);
  }
  unit::save(tx, units);
  std::vector<enterprise::Enterprise> enterprises;
  for (int number = 0; number < kEnterprises; ++number) {
    enterprises.emplace_back().id.value = fmt::format("E{:03}", number);
    enterprises.back().name = fmt::format("第{}厂", number);
  }
  enterprise::save(tx, enterprises);
  std::vector<project::Project> projects;
  for (std::size_t number = 0; number < bench::kProjects; ++number) projects.push_back(bench::make_project(number));
  db::put(tx, project::project_table(), projects);
  fill_matters(tx, matters_wanted());
  tx.journal({"bench.filled", "", "{}"});
}

// So that a list as of the first entry has every row of its own.
void report_once_more(db::Tx& tx) {
  std::vector<project::Project> projects;
  for (std::size_t number = 0; number < bench::kProjects; ++number) {
    projects.push_back(bench::make_project(number));
    projects.back().progress_text = "主体结构封顶，正在进行幕墙和室外工程施工";
  }
  db::put(tx, project::project_table(), projects);
  tx.journal({"bench.reported", "", "{}"});
}

Result<void> write(db::Database& database, void (*fill_with)(db::Tx&)) {
  GUATU_TRY(db::Tx tx, database.begin({"bench", ""}, Clock::system(), db::Expected::bulk));
  fill_with(tx);
  tx.commit();
  return {};
}

Result<void> make_store(const std::string& directory, const std::string& connection) {
  GUATU_TRY(db::Database database, connection.empty() ? db::Database::open(directory, db::Access::create)
                                                      : db::Database::create(directory, connection));
  GUATU_CHECK(write(database, fill));
  GUATU_CHECK(write(database, report_once_more));
  account::Gate gate(database, Clock::system(), {});
  testing::open_clerks(gate, {"clerk"});
  if (matters_wanted() > 0) testing::open_person(gate, "contact", {account::Role::contact, {"T07"}});
  return {};
}

}  // namespace
}  // namespace guatu

int main(int count, char** arguments) {
  if (count < 2) return fmt::print(stderr, "bench_server_store DIR [CONNECTION]\n"), 2;
  const auto made = guatu::make_store(arguments[1], count > 2 ? arguments[2] : "");
  if (!made) return fmt::print(stderr, "{}\n", made.error().problems.front().code), 1;
  fmt::print("{}\n", guatu::testing::kClerkPassword);
}
