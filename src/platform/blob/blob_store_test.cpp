// SPDX-License-Identifier: Apache-2.0
#include "platform/blob/blob_store.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <vector>

#include "platform/blob/durable_file.hpp"
#include "platform/db/store_test.hpp"

namespace guatu::blob {
namespace {

class BlobStoreTest : public ::testing::Test {
 protected:
  db::testing::TemporaryDirectory directory;
  BlobStore blobs{directory.path()};

  std::vector<std::string> names() const {
    std::vector<std::string> names;
    blobs.each([&](const std::filesystem::path&, const std::string& name) { names.push_back(name); });
    return names;
  }
};

TEST_F(BlobStoreTest, accepts) {
  for (const std::string& bytes :
       {std::string("abc"), std::string(), std::string("\0x", 2), std::string(100'000, 'x')}) {
    const auto name = blobs.put(bytes);
    ASSERT_TRUE(name);
    EXPECT_TRUE(blobs.has(*name));
    EXPECT_EQ(*blobs.read(*name), bytes);
    EXPECT_EQ(*blobs.put(bytes), *name);
  }
  EXPECT_EQ(names().size(), 4U);
  EXPECT_EQ(blobs.path_of(*blobs.put("abc")),
            directory.path() / "blob/ba/7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_F(BlobStoreTest, refuses) {
  const std::string name = *blobs.put("abc");
  std::ofstream(blobs.path_of(name), std::ios::binary) << "abd";
  EXPECT_EQ(blobs.read(name).error().problems.at(0).code, "blob.altered");
  EXPECT_EQ(*blobs.put("abc"), name);  // heals what was altered
  EXPECT_EQ(*blobs.read(name), "abc");
  for (const std::string& missing :
       {std::string(64, '0'), std::string("../../etc/passwd"), std::string(), name.substr(1)}) {
    EXPECT_FALSE(blobs.has(missing));
    EXPECT_EQ(blobs.read(missing).error().problems.at(0).code, "blob.missing");
  }
  const auto nowhere = write_durably(directory.path() / "no/such/folder/file", "x");
  EXPECT_EQ(nowhere.error().problems.at(0).code, "blob.not_writable");
}

TEST_F(BlobStoreTest, strays_have_no_name) {
  const std::string name = *blobs.put("abc");
  std::ofstream(directory.path() / "blob/stray") << "x";
  std::ofstream(directory.path() / "blob/ba/left.part7") << "x";
  EXPECT_EQ(names(), (std::vector<std::string>{name, "", ""}));
}

}  // namespace
}  // namespace guatu::blob
