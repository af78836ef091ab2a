// SPDX-License-Identifier: Apache-2.0
#include "format/xls/xls_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "base/number_format.hpp"
#include "format/xls/biff.hpp"

namespace guatu::xls {
namespace {

using sheet::Cell;
using sheet::CellKind;
using sheet::FormulaState;

constexpr std::uint16_t kVersion8 = 0x0600;
constexpr std::uint16_t kWorksheetPart = 0x0010;
constexpr std::size_t kSheetsMax = 1'000;
constexpr std::size_t kFileRows = 65'536;
constexpr std::size_t kFileColumns = 256;

struct SheetEntry {
  std::string name;
  std::uint32_t offset = 0;
  sheet::SheetVisibility visibility = sheet::SheetVisibility::shown;
};

// Everything before the sheets.
struct Globals {
  std::vector<SheetEntry> sheets;
  std::vector<std::string_view> texts;
  std::map<unsigned, sheet::NumberStyle> formats;
  std::vector<unsigned> styles;  // number format of each
  sheet::DayCount day_count = sheet::DayCount::from_1900;

  sheet::NumberStyle style_of(unsigned index) const {
    if (index >= styles.size()) return sheet::NumberStyle::plain;
    const auto custom = formats.find(styles[index]);
    return custom != formats.end() ? custom->second : sheet::style_of_builtin(styles[index]);
  }
};

class GlobalsReader {
 public:
  explicit GlobalsReader(sheet::Workbook& book) : book_(book) {}

  Result<Globals> read(std::string_view stream) {
    RecordReader reader(stream);
    Record record;
    bool is_first = true;
    while (reader.next(record) && record.type != kEndOfPart) {
      if (is_first && record.type != kBeginOfPart) return refuse_here("xls.damaged");
      is_first = false;
      GUATU_CHECK(take(record));
    }
    if (is_first) return refuse_here("xls.damaged");
    if (reader.is_cut()) return refuse_here("xls.truncated");
    return std::move(globals_);
  }

 private:
  std::unexpected<Error> refuse_here(const char* code) const {
    return refuse(ErrorKind::invalid, book_.file_name, code);
  }

  Result<void> take(const Record& record) {
    RecordCursor cursor(record);
    switch (record.type) {
      case kBeginOfPart:
        if (cursor.read16() != kVersion8) return refuse_here("xls.old_version");
        break;
      case kFilePass:
        return refuse_here("xls.encrypted");
      case kDateMode:
        if (cursor.read16() == 1) globals_.day_count = sheet::DayCount::from_1904;
        break;
      case kFormat: {
        const unsigned id = cursor.read16();
        globals_.formats[id] = sheet::style_of_format(cursor.read_text16());
        break;
      }
      case kStyle:
        cursor.skip(2);
        globals_.styles.push_back(cursor.read16());
        break;
      case kBoundSheet:
        return take_sheet(cursor);
      case kSharedTexts:
        return take_texts(cursor);
      default:
        break;
    }
    return {};
  }

  Result<void> take_sheet(RecordCursor& cursor) {
    SheetEntry entry;
    entry.offset = cursor.read32();
    entry.visibility = (cursor.read8() & 3) == 0 ? sheet::SheetVisibility::shown : sheet::SheetVisibility::hidden;
    const bool is_worksheet = cursor.read8() == 0;
    const std::size_t characters = cursor.read8();
    entry.name = cursor.read_characters(characters, cursor.read8());
    if (cursor.is_overrun()) return refuse_here("xls.damaged");
    if (!is_worksheet) return {};
    if (globals_.sheets.size() >= kSheetsMax)
      return refuse(ErrorKind::too_large, book_.file_name, "xls.too_many_sheets",
                    {{"sheets_max", std::to_string(kSheetsMax)}});
    globals_.sheets.push_back(std::move(entry));
    return {};
  }

  Result<void> take_texts(RecordCursor& cursor) {
    cursor.skip(4);
    // The count is a claim; what ends the list is the end of the record.
    for (std::uint32_t left = cursor.read32(); left > 0; --left) {
      const std::string text = cursor.read_rich_text();
      if (cursor.is_overrun()) return refuse_here("xls.damaged");
      globals_.texts.push_back(book_.texts.keep(text));
    }
    return {};
  }

  sheet::Workbook& book_;
  Globals globals_;
};

class SheetReader {
 public:
  SheetReader(sheet::Workbook& book, const Globals& globals, sheet::Sheet& page, std::size_t& cells_left)
      : book_(book), globals_(globals), page_(page), cells_left_(cells_left) {}

  // `steps_left` bounds the records of all sheets together: sheets that overlap would be read again and again.
  Result<void> read(std::string_view stream, std::size_t offset, std::size_t& steps_left) {
    RecordReader reader(stream, offset);
    Record record;
    int depth = 0;
    while (reader.next(record)) {
      if (steps_left-- == 0) return refuse_here(ErrorKind::invalid, "xls.damaged");
      if (depth == 0) {
        RecordCursor cursor(record);
        if (record.type != kBeginOfPart || cursor.read16() != kVersion8)
          return refuse_here(ErrorKind::invalid, "xls.damaged");
        is_worksheet_ = cursor.read16() == kWorksheetPart;
      }
      if (record.type == kBeginOfPart) ++depth;
      if (record.type == kEndOfPart && --depth == 0) return {};
      // Charts inside a sheet are parts of their own.
      if (depth == 1 && is_worksheet_) GUATU_CHECK(take(record));
    }
    return refuse_here(ErrorKind::invalid, "xls.truncated");
  }

 private:
  std::unexpected<Error> refuse_here(ErrorKind kind, const char* code, ProblemArgs args = {}) const {
    return refuse(kind, book_.file_name + "!" + page_.name, code, std::move(args));
  }

  Result<void> take(const Record& record) {
    RecordCursor cursor(record);
    switch (record.type) {
      case kRow:
        return take_row(cursor);
      case kColumns:
        return take_columns(cursor);
      case kMerged:
        return take_merges(cursor);
      case kMultipleRk:
        return take_multiple(cursor);
      case kFormulaText:
        if (pending_text_) page_.cells.back().text = book_.texts.keep(cursor.read_text16());
        if (pending_text_ && page_.cells.back().text.empty()) page_.cells.pop_back();
        pending_text_ = false;
        return {};
      case kNumber:
      case kRk:
      case kText:
      case kRichText:
      case kSharedText:
      case kBooleanOrError:
      case kFormula:
        return take_cell(record.type, cursor);
      default:
        return {};
    }
  }

  Result<void> take_cell(std::uint16_t type, RecordCursor& cursor) {
    Cell cell;
    cell.row = cursor.read16();
    cell.column = cursor.read16();
    const unsigned style = cursor.read16();
    if (type == kNumber) set_number(cell, cursor.read_double(), style);
    if (type == kRk) set_number(cell, decode_rk(cursor.read32()), style);
    if (type == kText || type == kRichText) set_text(cell, cursor.read_text16());
    if (type == kBooleanOrError) {
      const std::uint8_t value = cursor.read8();
      cursor.read8() == 0 ? set_boolean(cell, value) : set_error(cell, value);
    }
    if (type == kFormula) set_result(cell, cursor, style);
    if (type == kSharedText) {
      const std::uint32_t index = cursor.read32();
      if (index >= globals_.texts.size())
        return refuse(ErrorKind::invalid, book_.place(page_, cell.position()), "xls.bad_shared_text",
                      {{"value", std::to_string(index)}, {"texts", std::to_string(globals_.texts.size())}});
      cell.kind = CellKind::text;
      cell.text = globals_.texts[index];
    }
    if (cursor.is_overrun()) return refuse_here(ErrorKind::invalid, "xls.damaged");
    return add(cell);
  }

  Result<void> add(const Cell& cell) {
    if (!pending_text_ && cell.kind == CellKind::text && cell.text.empty()) return {};
    if (cell.column >= kFileColumns) return refuse_here(ErrorKind::invalid, "xls.damaged");
    if (cells_left_ == 0)
      return refuse_here(ErrorKind::too_large, "xls.too_many_cells", {{"cells_max", std::to_string(sheet::kCellsMax)}});
    --cells_left_;
    page_.cells.push_back(cell);
    return {};
  }

  void set_number(Cell& cell, double value, unsigned style) {
    if (!std::isfinite(value)) return set_text(cell, fmt::format("{}", value));
    cell.kind = CellKind::number;
    cell.number = value;
    cell.text = book_.texts.keep(fmt::format("{}", value));
    sheet::apply_style(cell, globals_.style_of(style), globals_.day_count);
  }
  void set_text(Cell& cell, std::string_view text) {
    cell.kind = CellKind::text;
    cell.text = book_.texts.keep(text);
  }
  void set_boolean(Cell& cell, std::uint8_t value) {
    cell.kind = CellKind::boolean;
    cell.number = value != 0 ? 1 : 0;
    cell.text = value != 0 ? "TRUE" : "FALSE";
  }
  void set_error(Cell& cell, std::uint8_t code) {
    cell.kind = CellKind::error;
    cell.text = error_name(code);
  }

  // [MS-XLS] 2.5.133: the last result, a number unless its last two bytes are 0xFFFF.
  void set_result(Cell& cell, RecordCursor& cursor, unsigned style) {
    const RecordCursor start = cursor;
    const std::uint8_t kind = cursor.read8();
    cursor.skip(1);
    const std::uint8_t value = cursor.read8();
    cursor.skip(3);
    cell.formula = FormulaState::with_value;
    if (cursor.read16() != 0xFFFF) {
      cursor = start;
      set_number(cell, cursor.read_double(), style);
    } else if (kind == 1) {
      set_boolean(cell, value);
    } else if (kind == 2) {
      set_error(cell, value);
    } else {
      cell.kind = CellKind::text;  // stands in the next FormulaText record; nothing follows for an empty one
      pending_text_ = kind == 0;
      return;
    }
    pending_text_ = false;
  }

  Result<void> take_multiple(RecordCursor& cursor) {
    Cell cell;
    cell.row = cursor.read16();
    std::uint32_t column = cursor.read16();
    for (; cursor.left() >= 6 + 2; ++column) {
      const unsigned style = cursor.read16();
      if (column >= kFileColumns) return refuse_here(ErrorKind::invalid, "xls.damaged");
      cell.column = static_cast<std::uint16_t>(column);
      cell.style = sheet::NumberStyle::plain;
      set_number(cell, decode_rk(cursor.read32()), style);
      GUATU_CHECK(add(cell));
    }
    return {};
  }

  Result<void> take_row(RecordCursor& cursor) {
    const std::uint32_t row = cursor.read16();
    cursor.skip(10);
    if ((cursor.read16() & 0x20) != 0 && page_.hidden_rows.size() < kFileRows) page_.hidden_rows.push_back({row, row});
    return {};
  }

  Result<void> take_columns(RecordCursor& cursor) {
    const std::uint32_t first = cursor.read16();
    const std::uint32_t last = std::min<std::uint32_t>(cursor.read16(), kFileColumns - 1);
    cursor.skip(4);
    if ((cursor.read16() & 1) != 0 && first <= last && page_.hidden_columns.size() < kFileColumns)
      page_.hidden_columns.push_back({first, last});
    return {};
  }

  Result<void> take_merges(RecordCursor& cursor) {
    for (std::uint32_t left = cursor.read16(); left > 0; --left) {
      sheet::MergedRange range;
      range.first.row = cursor.read16();
      range.last.row = cursor.read16();
      range.first.column = cursor.read16();
      range.last.column = cursor.read16();
      const bool is_range = range.first.row <= range.last.row && range.first.column <= range.last.column;
      if (cursor.is_overrun() || !is_range) return refuse_here(ErrorKind::invalid, "xls.damaged");
      page_.merges.push_back(range);
    }
    return {};
  }

  sheet::Workbook& book_;
  const Globals& globals_;
  sheet::Sheet& page_;
  std::size_t& cells_left_;
  bool is_worksheet_ = false;
  bool pending_text_ = false;
};

}  // namespace

Result<sheet::Workbook> read_xls(std::string_view bytes, std::string_view file_name) {
  GUATU_TRY(const auto file, package::CompoundFile::open(bytes, std::string(file_name)));
  return read_xls(file, file_name);
}

Result<sheet::Workbook> read_xls(const package::CompoundFile& file, std::string_view file_name) {
  sheet::Workbook book;
  book.file_name = file_name;
  book.format = sheet::SourceFormat::xls;
  if (!file.has("Workbook"))
    return refuse(ErrorKind::invalid, book.file_name, file.has("Book") ? "xls.old_version" : "xls.damaged");
  GUATU_TRY(const std::string stream, file.read("Workbook"));
  GUATU_TRY(const Globals globals, GlobalsReader(book).read(stream));
  std::size_t cells_left = sheet::kCellsMax;
  std::size_t steps_left = stream.size() / 4 + globals.sheets.size();
  for (const SheetEntry& entry : globals.sheets) {
    sheet::Sheet page;
    page.name = entry.name;
    page.visibility = entry.visibility;
    GUATU_CHECK(SheetReader(book, globals, page, cells_left).read(stream, entry.offset, steps_left));
    sheet::settle(page);
    book.sheets.push_back(std::move(page));
  }
  if (book.sheets.empty()) return refuse(ErrorKind::invalid, book.file_name, "xls.no_sheets");
  return book;
}

}  // namespace guatu::xls
