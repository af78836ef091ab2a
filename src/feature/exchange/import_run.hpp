// SPDX-License-Identifier: Apache-2.0
// An import over the API (导入): files that were uploaded and kept, what people said of their columns and cells, and
// what became of it. The files stay as they came; corrections stand beside them. One that brings statistics is held
// back from everybody but its uploader and the source of the figures until the last of them is released. Refuses
// exchange.wrong_state, exchange.held, exchange.no_such_sheet, exchange.no_such_cell, exchange.no_such_file.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/named.hpp"
#include "base/sheet.hpp"
#include "feature/exchange/layout.hpp"

namespace guatu::exchange {

enum class ImportState { reading, faulty, ready, applied, undone };
inline constexpr Named<ImportState> kImportStates[] = {{ImportState::reading, "reading", "读取中"},
                                                       {ImportState::faulty, "faulty", "有错误"},
                                                       {ImportState::ready, "ready", "可以导入"},
                                                       {ImportState::applied, "applied", "已导入"},
                                                       {ImportState::undone, "undone", "已撤销"}};
constexpr std::span<const Named<ImportState>> names_of(ImportState) { return kImportStates; }

struct ImportRun {
  Id<ImportRun> id;                // journal position of the upload
  std::vector<std::string> files;  // names, in the order of the parts
  ImportState state = ImportState::reading;
  std::string uploaded_by;
  Instant uploaded_at{};
  std::string applied_by;
  std::optional<std::int64_t> entry;  // journal position of applying
  std::optional<std::int64_t> undone_by;
  std::string undo_reason;
  std::string form;  // of a filled-in template, else empty
  std::string unit;
  std::string period;
  std::vector<std::string> given;  // fingerprint, tab, label, tab, field; an empty field leaves the column out
  std::int64_t revision = 0;       // counts what people said of it
  std::int64_t new_rows = 0;       // as of the last preview
  std::int64_t changed_rows = 0;
  std::int64_t unchanged_rows = 0;
  std::int64_t wrong_cells = 0;
  std::int64_t doubtful_cells = 0;
  std::optional<std::vector<std::string>> figures_of;  // sources of the statistics it brings; none: it brings none
  std::optional<std::string> figures_out;  // YYYY-MM-DD HH:MM in China, when the last is released; none: nobody knows
};

struct ImportPart {
  Id<ImportRun> import;
  std::int64_t number = 0;  // from 1
  std::string name;
  std::string digest;  // SHA-256 of the bytes, under which they are kept
};

struct Correction {
  Id<ImportRun> import;
  std::int64_t file = 0;  // number of the part
  std::string sheet;
  std::string cell;      // C4
  std::string value;     // empty: the cell counts as blank
  std::string original;  // as the file has it
  std::string corrected_by;
};

bool is_open(ImportState state);  // may still be mapped, corrected, dropped
// Refuses exchange.wrong_state.
Result<void> check_open(const ImportRun& run);
Result<void> check_ready(const ImportRun& run);    // before applying
Result<void> check_applied(const ImportRun& run);  // before taking back

// Statistics whose hour has not come, or that could not be read so far. Refuses exchange.held.
Result<void> check_out(const ImportRun& run, Instant now);

// What was given for one form, by label.
GivenNames given_for(const ImportRun& run, std::string_view fingerprint);
// Says what a column is; no field lets the names decide again.
void give_name(ImportRun& run, const std::string& fingerprint, const std::string& label,
               const std::optional<std::string>& field);

// Puts corrections in the place of cells. They have been checked.
void correct(sheet::Workbook& workbook, const std::vector<Correction>& corrections);
// The text that stands there. Refuses exchange.no_such_sheet, exchange.no_such_cell.
Result<std::string> text_at(const sheet::Workbook& workbook, std::string_view sheet, std::string_view cell);

}  // namespace guatu::exchange
