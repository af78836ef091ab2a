// SPDX-License-Identifier: Apache-2.0
// What an import would do (预览): its files read again with every correction in place, against the registers as they
// are now. Nothing is written. The effect is a digest of all rows it would change, before and after: applying asks for
// the one that was seen. Refuses api.no_such_record, blob.*, and what reading a workbook refuses.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "feature/exchange/draft.hpp"
#include "feature/exchange/exchange.hpp"
#include "feature/exchange/import_run.hpp"
#include "feature/exchange/reason_needed.hpp"
#include "platform/blob/blob_store.hpp"
#include "platform/db/versioned.hpp"

namespace guatu::exchange {

struct OpenedImport {
  ImportRun run;
  std::int64_t version = 0;
  std::vector<ImportPart> parts;
  std::vector<Correction> corrections;
  std::vector<sheet::Workbook> workbooks;  // as the files have them, one a part
};

enum class Change { added, changed, unchanged, withdrawn };
inline constexpr Named<Change> kChanges[] = {{Change::added, "new", "新增"},
                                             {Change::changed, "changed", "更新"},
                                             {Change::unchanged, "unchanged", "无变化"},
                                             {Change::withdrawn, "withdrawn", "收回"}};
constexpr std::span<const Named<Change>> names_of(Change) { return kChanges; }

struct PreviewRow {
  std::string entity;
  std::string id;
  Change change = Change::unchanged;
  std::string before;  // contents; both empty when unchanged
  std::string after;
};

enum class CellMark { wrong, doubtful, corrected };
inline constexpr Named<CellMark> kCellMarks[] = {{CellMark::wrong, "wrong", "错误"},
                                                 {CellMark::doubtful, "doubtful", "存疑"},
                                                 {CellMark::corrected, "corrected", "已改"}};
constexpr std::span<const Named<CellMark>> names_of(CellMark) { return kCellMarks; }

struct PreviewCell {
  std::size_t part = 0;  // index of the file
  std::string sheet;     // empty: of the whole file
  sheet::Position at;
  CellMark mark = CellMark::wrong;
  std::string value;  // as the file has it
  std::optional<std::string> correction;
  Problem problem;
};

enum class Standing { named, given, remembered, ignored, unknown };
inline constexpr Named<Standing> kStandings[] = {{Standing::named, "named", "按列名"},
                                                 {Standing::given, "given", "人工指定"},
                                                 {Standing::remembered, "remembered", "沿用上次"},
                                                 {Standing::ignored, "ignored", "不取"},
                                                 {Standing::unknown, "unknown", "未识别"}};
constexpr std::span<const Named<Standing>> names_of(Standing) { return kStandings; }

struct PreviewTable {
  std::size_t part = 0;
  TableReport table;
  std::vector<Standing> standings;  // of its columns
};

// Statistics among the rows (导入带来的统计数).
struct FiguresBrought {
  std::set<std::string> sources;   // units where the name is one
  std::optional<std::string> out;  // as ImportRun::figures_out
};

struct Preview {
  db::Position position = 0;
  Draft draft;  // of touched rows
  std::vector<PreviewTable> tables;
  std::vector<PreviewCell> cells;  // wrong ones first
  std::vector<PreviewRow> rows;
  std::string effect;
  std::vector<Problem> findings;
  ReasonNeeded reason_needed;  // of what is corrected
  std::optional<FiguresBrought> figures;
  bool corrects_statistics = false;  // brings a later vintage of a figure that is stored

  std::int64_t count(Change change) const;
  std::int64_t count(CellMark mark) const;
};

struct PreviewOptions {
  const std::vector<Layout>* layouts = nullptr;
  std::string secrecy_reason;
  Instant now{};
};

Result<OpenedImport> open_import(const db::Reader& reader, const blob::BlobStore& blobs, const std::string& id);
Preview preview_import(const db::Reader& reader, const OpenedImport& import, const PreviewOptions& options);

// Counts and state of a run that may still change.
void note_preview(ImportRun& run, const Preview& preview);

// The units whose statistics it brings, when it brings nothing else; a bureau may import those of its own.
std::optional<std::vector<std::string>> statistics_sources(const db::Reader& reader, const Preview& preview);

}  // namespace guatu::exchange
