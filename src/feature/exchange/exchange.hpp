// SPDX-License-Identifier: Apache-2.0
// Import (导入): an office's workbook becomes register rows, all of it or nothing.
//
// reading a workbook → finding tables → mapping columns → reading rows into a draft → the report. The report
// names each sheet with what was taken and left out, and each wrong or doubtful cell with its place. A file
// with one wrong cell changes nothing.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/json_writer.hpp"
#include "feature/exchange/table_rows.hpp"

namespace guatu::exchange {

struct ColumnReport {
  std::uint16_t index = 0;
  std::string header;  // as written
  std::string label;   // what names are compared with
  std::string unit_of_measure;
  std::string field;                 // empty: not read
  bool is_left_out = false;          // a column that the layout knows and does not take
  std::vector<std::string> samples;  // of its first records
};

struct TableReport {
  std::string sheet;
  std::string title;
  std::uint32_t header_row = 0;
  std::string layout;  // id
  std::string layout_title;
  std::size_t records = 0;
  std::size_t totals = 0;
  std::size_t notes = 0;
  std::size_t hidden_rows = 0;
  std::vector<std::pair<std::string, std::string>> columns;  // header as written → field
  std::vector<std::string> unused;
  std::string fingerprint;
  std::vector<ColumnReport> details;
};

struct ImportReport {
  std::string file;
  std::vector<TableReport> tables;
  std::vector<TableReport> unknown_tables;  // found, and of no layout
  std::vector<CellProblem> problems;

  bool is_refused() const;
  Error refusal() const;  // the wrong cells only
};

// Names a person gave for columns, by fingerprint of the form; "" holds for every form.
using RememberedNames = std::map<std::string, GivenNames>;

// Who corrects statistics: where there are accounts it takes two people.
enum class Correcting { by_one, by_two };

struct ImportOptions {
  std::vector<Layout> layouts;
  RememberedNames names;
  std::string secrecy_reason;  // why a text with a secrecy marking is taken all the same; empty: it is refused
  Instant now{};               // a stored statistic is shown to whoever imports when it is released by then
  Correcting correcting = Correcting::by_one;
  std::vector<CellAt> confirmed{};  // cells that were emptied since they went out, and are meant to be
  std::string reason{};             // of what is corrected
};

// Reads the workbook into the draft. The draft is only worth saving when the report is not refused.
ImportReport read_into(const sheet::Workbook& workbook, const ImportOptions& options, Draft& draft);

// A date or text that marks a document as classified; 商业秘密 and 秘书 are none.
bool has_secrecy_marking(std::string_view text);

}  // namespace guatu::exchange
