// SPDX-License-Identifier: Apache-2.0
// A register that is missing from the list of all would be unknown to `guatu check`, which then finds a sound store
// bad.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "main/tables.hpp"
#include "platform/db/store_test.hpp"

namespace guatu {
namespace {

using ::testing::UnorderedElementsAreArray;

TEST(TableList, has_every_register_of_the_store) {
  GUATU_ABOUT_SQLITE();
  const db::testing::TemporaryDirectory directory;
  const auto database = db::testing::open_store(directory.path());
  std::vector<std::string> kept;
  for (const auto& [name] : database.reader().query<std::string>(
           "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'row_version' AND sql LIKE "
           "'%version BIGINT NOT NULL,%digest TEXT NOT NULL%'"))
    kept.push_back(name);
  std::vector<std::string> listed;
  for (const auto& shape : all_tables()) listed.push_back(shape.entity);
  EXPECT_THAT(listed, UnorderedElementsAreArray(kept));
}

}  // namespace
}  // namespace guatu
