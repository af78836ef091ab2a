// SPDX-License-Identifier: Apache-2.0
// The process that the kill test kills: it imports 20,000 rows again and again, each time with other values, and
// says so on its standard output after each commit.
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "platform/db/store_test.hpp"

namespace {

using namespace guatu::db;
using namespace guatu::db::testing;

constexpr int kRows = 20'000;

bool has_tables(const Database& database) { return database.reader().position() > 0; }

std::vector<Bridge> rows_of_round(int round) {
  std::vector<Bridge> rows;
  rows.reserve(kRows);
  for (int i = 0; i < kRows; ++i) {
    rows.push_back(make_bridge(i));
    rows.back().lanes = round;
  }
  return rows;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 64;
  auto database = Database::open(argv[1], Access::create);
  if (!database) {
    std::fprintf(stderr, "%s\n", database.error().problems.front().code.c_str());
    return 1;
  }
  if (!has_tables(*database)) {
    auto tx = *database->begin(kClerk, kNow);
    tx.exec(create_table_sql(kBridges.shape()));
    tx.journal({"test.started", "", "{}"});
    tx.commit();
  }
  std::printf("ready\n");
  std::fflush(stdout);
  for (;;) {
    auto tx = *database->begin(kClerk, kNow);
    const int round = static_cast<int>(tx.entry_position());
    put(tx, kBridges, rows_of_round(round));
    tx.journal({"bridge.imported", "", "{}"});
    tx.commit();
    std::printf("%d\n", round);
    std::fflush(stdout);
  }
}
