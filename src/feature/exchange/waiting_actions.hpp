// SPDX-License-Identifier: Apache-2.0
// Corrections of statistics that a command brings (等待确认的更正): kept as an upload over the API would be, until
// another person applies them, by command or on the page.
#pragma once

#include <filesystem>
#include <string>

#include "feature/exchange/import_run_actions.hpp"

namespace guatu::exchange {

// The id of the import; the same file sent again by the same person is the one that waits already.
Result<std::string> leave_waiting(db::Tx& tx, const std::filesystem::path& store, const FileBytes& file,
                                  const ImportOptions& options);
// Refuses what apply_import() refuses, exchange.second_person first of all.
Result<ImportRun> confirm_import(db::Tx& tx, const std::filesystem::path& store, const std::string& id,
                                 const ImportOptions& options);

}  // namespace guatu::exchange
