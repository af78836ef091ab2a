// SPDX-License-Identifier: Apache-2.0
// Importing several files from disk, each all or nothing: a file that names things which a later file brings
// is tried again after it. Used by `guatu import` and `guatu demo`.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "feature/exchange/exchange_actions.hpp"

namespace guatu::exchange {

struct FileOutcome {
  std::string path;
  ImportOutcome outcome;
  std::optional<sheet::Workbook> refused;  // as read, where the cells are what is wrong
};

// Directories stand for the workbooks in them, by name. Refuses file.* and what reading a workbook refuses.
Result<std::vector<std::string>> workbook_paths(const std::vector<std::string>& paths);

Result<std::vector<Layout>> built_in_layouts();

using BeginTransaction = std::function<Result<db::Tx>()>;

// In the order of `paths`, one transaction a file; `directory` is the store's. A file that cannot be read at all is
// an outcome like a refused one.
Result<std::vector<FileOutcome>> import_files(const BeginTransaction& begin, const std::filesystem::path& directory,
                                              const std::vector<std::string>& paths, const ImportOptions& options);

// The same without writing anything: the mapping that is proposed and what would be refused.
Result<std::vector<FileOutcome>> preview_files(const db::Reader& reader, const std::vector<std::string>& paths,
                                               const ImportOptions& options);

}  // namespace guatu::exchange
