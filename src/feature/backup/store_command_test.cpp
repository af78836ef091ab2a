// SPDX-License-Identifier: Apache-2.0
#include "feature/backup/store_command.hpp"

#include <gtest/gtest.h>

#include "platform/db/store_copy.hpp"
#include "platform/db/store_test.hpp"
#include "platform/json/json.hpp"
#include "tests/support/run_command.hpp"

namespace guatu::backup {
namespace {

using namespace db::testing;
using guatu::testing::run_command;

class StoreCommandTest : public ::testing::Test {
 protected:
  static guatu::testing::CommandRun run(const std::string& line) { return run_command(add_store_command, line); }
  std::string path(const char* name) const { return (directory.path() / name).string(); }

  TemporaryDirectory directory;
};

TEST_F(StoreCommandTest, a_store_is_made_moved_and_shown) {
  ASSERT_EQ(run("store create --data " + path("here")).status, 0);
  const std::string url = make_schema();
  const auto copied =
      run("store copy --from " + path("here") + " --to " + path("there") + " --database '" + url + "' --format json");
  ASSERT_EQ(copied.status, 0) << copied.err;
  const auto there = *db::Database::open(path("there"), db::Access::read);
  EXPECT_EQ(*json::parse(copied.out)->root().text("digest"), db::dump_of(there.reader().connection()).digest);
  const auto shown = run("store status --data " + path("there"));
  EXPECT_NE(shown.out.find("PostgreSQL"), std::string::npos) << shown.out;
  EXPECT_EQ(shown.out.find("guatu.db"), std::string::npos) << shown.out;
  const auto shown_here = run("store status --format json --data " + path("here"));
  EXPECT_EQ(*json::parse(shown_here.out)->root().text("database"), "SQLite");
  EXPECT_EQ(*json::parse(shown_here.out)->root().integer("position"), 0);
}

TEST_F(StoreCommandTest, a_store_is_made_on_a_server) {
  const std::string url = make_schema();
  ASSERT_EQ(run("store create --data " + path("there") + " --database '" + url + "'").status, 0);
  EXPECT_EQ(db::Database::open(path("there"), db::Access::write)->product(), db::Product::postgres);
}

TEST_F(StoreCommandTest, refuses) {
  EXPECT_NE(run("store status --data " + path("none")).status, 0);
  EXPECT_NE(run("store copy --from " + path("none") + " --to " + path("there")).status, 0);
  EXPECT_NE(run("store create --data " + path("x") + " --database 'host=/nowhere dbname=x'").status, 0);
  EXPECT_NE(run("store").status, 0);
}

}  // namespace
}  // namespace guatu::backup
