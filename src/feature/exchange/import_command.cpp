// SPDX-License-Identifier: Apache-2.0
#include "feature/exchange/import_command.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>

#include "feature/exchange/waiting_actions.hpp"
#include "format/spreadsheet/spreadsheet.hpp"
#include "platform/resource/resource.hpp"
#include "platform/ui/shell.hpp"

namespace guatu::exchange {
namespace {

bool is_workbook_name(const std::filesystem::path& path) {
  std::string ending = path.extension().string();
  for (auto& c : ending) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  const bool is_lock_file = path.filename().string().starts_with("~$");
  return !is_lock_file && (ending == ".xlsx" || ending == ".xlsm" || ending == ".xls" || ending == ".csv");
}

struct OpenedFile {
  std::string path;
  std::string bytes;
  std::optional<sheet::Workbook> workbook;
  std::optional<ImportOutcome> outcome;
};

ImportOutcome refused_outcome(const std::string& path, Error error) {
  ImportOutcome outcome;
  outcome.report.file = path;
  for (auto& problem : error.problems) outcome.report.problems.push_back({Severity::wrong, "", {}, std::move(problem)});
  return outcome;
}

OpenedFile open_file(const std::string& path) {
  OpenedFile file{path, {}, {}, {}};
  const std::string name = std::filesystem::path(path).filename().string();
  auto bytes = ui::read_file(path);
  if (!bytes) {
    file.outcome = refused_outcome(name, std::move(bytes).error());
    return file;
  }
  file.bytes = *std::move(bytes);
  auto workbook = spreadsheet::read_spreadsheet(file.bytes, name);
  if (workbook)
    file.workbook = *std::move(workbook);
  else
    file.outcome = refused_outcome(name, std::move(workbook).error());
  return file;
}

// One transaction a file; a refused one leaves no trace.
Result<ImportOutcome> import_one(const BeginTransaction& begin, const std::filesystem::path& directory,
                                 const OpenedFile& file, const ImportOptions& options) {
  GUATU_TRY(db::Tx tx, begin());
  GUATU_TRY(ImportOutcome outcome,
            import_workbook(tx, blob::BlobStore(directory), UploadedFile{file.bytes, &*file.workbook}, options));
  if (outcome.result == ImportResult::refused) return outcome;
  if (outcome.result == ImportResult::waiting) {
    GUATU_TRY(
        outcome.waiting,
        leave_waiting(tx, directory, {std::filesystem::path(file.path).filename().string(), file.bytes}, options));
  }
  tx.commit();
  return outcome;
}

}  // namespace

Result<std::vector<std::string>> workbook_paths(const std::vector<std::string>& paths) {
  std::vector<std::string> files;
  for (const auto& path : paths) {
    std::error_code error;
    if (!std::filesystem::is_directory(path, error)) {
      files.push_back(path);
      continue;
    }
    std::vector<std::string> inside;
    for (const auto& entry : std::filesystem::directory_iterator(path, error))
      if (entry.is_regular_file() && is_workbook_name(entry.path())) inside.push_back(entry.path().string());
    if (error) return refuse(ErrorKind::unavailable, path, "file.not_readable", {{"reason", error.message()}});
    if (inside.empty()) return refuse(ErrorKind::not_found, path, "import.no_files");
    std::sort(inside.begin(), inside.end());
    files.insert(files.end(), inside.begin(), inside.end());
  }
  return files;
}

Result<std::vector<Layout>> built_in_layouts() {
  const auto toml = resource::find("data/template/layouts.toml");
  GUATU_ASSERT(toml.has_value());
  return parse_layouts(*toml);
}

Result<std::vector<FileOutcome>> import_files(const BeginTransaction& begin, const std::filesystem::path& directory,
                                              const std::vector<std::string>& paths, const ImportOptions& options) {
  std::vector<OpenedFile> files;
  for (const auto& path : paths) files.push_back(open_file(path));
  // Each round must bring at least one file in, so there are never more rounds than files.
  for (bool progress = true; progress;) {
    progress = false;
    for (auto& file : files) {
      const bool waiting = file.workbook && (!file.outcome || file.outcome->result == ImportResult::refused);
      if (!waiting) continue;
      GUATU_TRY(ImportOutcome outcome, import_one(begin, directory, file, options));
      progress = progress || outcome.result != ImportResult::refused;
      file.outcome = std::move(outcome);
    }
  }
  std::vector<FileOutcome> outcomes;
  for (auto& file : files) {
    const bool refused = file.outcome->result == ImportResult::refused;
    outcomes.push_back({file.path, std::move(*file.outcome), refused ? std::move(file.workbook) : std::nullopt});
  }
  return outcomes;
}

Result<std::vector<FileOutcome>> preview_files(const db::Reader& reader, const std::vector<std::string>& paths,
                                               const ImportOptions& options) {
  std::vector<FileOutcome> outcomes;
  for (const auto& path : paths) {
    OpenedFile file = open_file(path);
    ImportOutcome outcome = file.outcome ? std::move(*file.outcome) : ImportOutcome{};
    if (file.workbook) {
      outcome.report = preview_workbook(reader, *file.workbook, options);
      outcome.result = outcome.report.is_refused() ? ImportResult::refused : ImportResult::previewed;
    }
    const bool refused = outcome.result == ImportResult::refused;
    outcomes.push_back({path, std::move(outcome), refused ? std::move(file.workbook) : std::nullopt});
  }
  return outcomes;
}

}  // namespace guatu::exchange
