// SPDX-License-Identifier: Apache-2.0
// The mark of a filled-in form (表单标识): form, version, unit, period, which cells are open, a digest of each row's
// stored values and of all locked cells, sealed with the store's key. It lies on a hidden sheet of the workbook, and
// tells a template that is stale or was tampered with from a good one. Refuses template.mark_unreadable.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/sheet.hpp"
#include "base/sheet_out.hpp"

namespace guatu::exchange {

inline constexpr std::string_view kMarkSheet = "表单标识";

struct RowMark {
  std::string key;     // of the record
  std::string digest;  // of the values that were filled in
  friend bool operator==(const RowMark&, const RowMark&) = default;
};

struct TemplateMark {
  std::string form;
  std::int64_t version = 0;  // of the form
  std::string unit;
  std::string period;  // 2026-08, 2026
  std::string made_on;
  std::string sheet;                 // name of the sheet that is filled in
  std::vector<std::string> columns;  // letters of those that are open
  std::uint32_t first_row = 0;       // of the records, from 0
  std::vector<RowMark> rows;         // one a record, in order
  std::string locked;                // digest of the cells that are not open
  std::string seal;                  // over all of the above

  bool is_open(sheet::Position at) const;
};

// What the seal covers.
std::string sealed_text(const TemplateMark& mark);
// What the digest of the locked cells covers: place and value of each filled one.
std::string locked_text(const sheet::Sheet& sheet, const TemplateMark& mark);

sheet_out::Sheet mark_sheet(const TemplateMark& mark);
// Nothing when the workbook bears no sealed mark.
Result<std::optional<TemplateMark>> read_mark(const sheet::Workbook& workbook);

// The first locked cell that differs between what came and what was sent.
std::optional<sheet::Position> first_altered(const sheet::Sheet& came, const sheet::Sheet& sent,
                                             const TemplateMark& mark);
// Whether the header cells are the same ones at other places.
bool has_moved_columns(const sheet::Sheet& came, const sheet::Sheet& sent, const TemplateMark& mark);

}  // namespace guatu::exchange
