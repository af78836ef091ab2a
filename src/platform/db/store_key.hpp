// SPDX-License-Identifier: Apache-2.0
// The journal's signing key of a store: journal.key (secret, mode 0600) and journal.vkey (for auditors), made
// with the store.
#pragma once

#include <filesystem>

#include "base/result.hpp"
#include "platform/journal/checkpoint.hpp"

namespace guatu::db {

inline constexpr const char* kKeyFile = "journal.key";
inline constexpr const char* kVerifierFile = "journal.vkey";

Result<journal::Signer> load_or_make_signer(const std::filesystem::path& directory);

}  // namespace guatu::db
