// SPDX-License-Identifier: Apache-2.0
// A command beside a running server: opens the store for writing, so borrows the turn, and says "open" on its standard
// output. Then "write N M": one transaction for each of the bridges N … M; "hang": stays in the middle of a
// transaction until it is killed.
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include "platform/db/store_test.hpp"

using namespace guatu::db;
using namespace guatu::db::testing;

namespace {

void say(const std::string& text) {
  std::printf("%s\n", text.c_str());
  std::fflush(stdout);
}

void begin_and_hang(Database& database) {
  auto tx = *database.begin(kClerk, kNow);
  put(tx, kBridges, make_bridge(1));
  say("hanging");
  for (;;) ::pause();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 64;
  auto database = Database::open(argv[1], std::string(argv[2]) == "serve" ? Access::serve : Access::write);
  if (!database) {
    say(database.error().problems.front().code);
    return 1;
  }
  say("open");
  if (std::string(argv[2]) == "hang") begin_and_hang(*database);
  if (argc != 5) return 0;
  for (int number = std::atoi(argv[3]); number <= std::atoi(argv[4]); ++number) {
    auto tx = *database->begin(kClerk, kNow);
    put(tx, kBridges, make_bridge(number));
    tx.journal({"bridge.imported", "", "{}"});
    tx.commit();
  }
  say("written");
}
