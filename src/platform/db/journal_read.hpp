// SPDX-License-Identifier: Apache-2.0
// The journal read out of a store: its entries as stored, its leaves for proofs, the verifier's key and the
// last checkpoint. Refuses journal.no_checkpoint, journal.bad_key.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/db/database.hpp"
#include "platform/journal/checkpoint.hpp"
#include "platform/journal/merkle.hpp"

namespace guatu::db {

Result<journal::Verifier> load_verifier(const std::filesystem::path& directory);
Result<std::string> last_checkpoint(const Reader& reader);  // the signed note

void each_entry(const Reader& reader, const std::function<void(std::string_view entry)>& each);
std::vector<journal::Digest> load_leaves(const Reader& reader, Position size);  // recomputed from the entries
std::optional<std::string> find_entry(const Reader& reader, Position position);
// The last entry that was recorded before `end`; 0: none. Found by halving: entries are recorded in order of time.
Position last_entry_before(const Reader& reader, Instant end);

}  // namespace guatu::db
