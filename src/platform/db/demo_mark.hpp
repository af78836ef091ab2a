// SPDX-License-Identifier: Apache-2.0
// The mark of a demo store (演示数据): a file in its directory that says so and where the demo's passwords lie. Pages
// show a banner as long as it is there; a store of an office never gets one.
#pragma once

#include <filesystem>
#include <optional>

#include "base/result.hpp"

namespace guatu::db {

Result<void> mark_as_demo(const std::filesystem::path& store, const std::filesystem::path& accounts);
bool is_demo(const std::filesystem::path& store);
// The file with the demo's passwords; empty: this is no demo.
std::optional<std::filesystem::path> demo_accounts_file(const std::filesystem::path& store);

}  // namespace guatu::db
