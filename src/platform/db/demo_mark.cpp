// SPDX-License-Identifier: Apache-2.0
#include "platform/db/demo_mark.hpp"

#include <fstream>
#include <string>

#include "platform/blob/durable_file.hpp"

namespace guatu::db {
namespace {

constexpr const char* kMark = "demo";

}  // namespace

Result<void> mark_as_demo(const std::filesystem::path& store, const std::filesystem::path& accounts) {
  std::error_code error;
  return blob::write_durably(store / kMark, std::filesystem::absolute(accounts, error).string() + "\n");
}

bool is_demo(const std::filesystem::path& store) {
  std::error_code error;
  return std::filesystem::exists(store / kMark, error);
}

std::optional<std::filesystem::path> demo_accounts_file(const std::filesystem::path& store) {
  std::ifstream mark(store / kMark);
  std::string line;
  if (!mark || !std::getline(mark, line)) return std::nullopt;
  return line;
}

}  // namespace guatu::db
