// SPDX-License-Identifier: Apache-2.0
#include "format/xlsx/xlsx_sheet.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "format/xlsx/xlsx_parts.hpp"
#include "format/xlsx/xml_reader.hpp"

namespace guatu::xlsx {
namespace {

using sheet::Cell;
using sheet::CellKind;
using sheet::FormulaState;
using sheet::NumberStyle;
using sheet::Position;

constexpr std::size_t kMergesMax = 100'000;
constexpr std::size_t kDigitsKept = 32;  // longer numbers are not what Excel writes, and would be a way to fill memory

template <class Number>
bool read_number(std::string_view text, Number& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

// 2026-09-21 or 2026-09-21T08:30:00, as strict files may write dates (t="d").
std::optional<double> serial_from_iso(std::string_view text) {
  const auto date = parse_date(text.substr(0, 10));
  if (!date) return std::nullopt;
  unsigned hour = 0;
  unsigned minute = 0;
  if (text.size() >= 16 &&
      (!read_number(text.substr(11, 2), hour) || !read_number(text.substr(14, 2), minute) || hour > 23 || minute > 59))
    return std::nullopt;
  return sheet::serial_from_date(*date) + (hour * 60 + minute) / 1440.0;
}

class SheetHandler : public XmlHandler {
 public:
  SheetHandler(SheetContext& context, sheet::Sheet& page) : context_(context), page_(page) {}

  void on_start(std::string_view name, XmlAttributes attributes) override;
  void on_end(std::string_view name) override;
  void on_text(std::string_view text) override {
    if (!is_in_value_) return;
    value_ += text;
    if (value_.size() > kCellTextBytesMax)
      refuse_at(at_, ErrorKind::too_large, "xlsx.text_too_long",
                {{"kilobytes_max", std::to_string(kCellTextBytesMax >> 10)}});
  }

 private:
  enum class Type { number, shared, text, formula_text, boolean, error, iso_date };

  void start_row(XmlAttributes attributes);
  void start_cell(XmlAttributes attributes);
  void start_column(XmlAttributes attributes);
  void start_merge(XmlAttributes attributes);
  void end_cell();
  bool fill(Cell& cell);
  bool fill_shared(Cell& cell);
  bool fill_text(Cell& cell, CellKind kind);
  void fill_number(Cell& cell);
  void add(const Cell& cell);

  void refuse_at(std::optional<Position> at, ErrorKind kind, std::string code, ProblemArgs args) {
    const std::string place = at ? context_.book.place(page_, *at) : context_.book.file_name + "!" + page_.name;
    fail(Error{kind, {Problem{place, std::move(code), std::move(args)}}});
  }
  void bad_position(std::string_view text) {
    refuse_at(std::nullopt, ErrorKind::invalid, "xlsx.bad_position", {{"value", std::string(text.substr(0, 40))}});
  }
  static Type type_of(std::string_view name);

  SheetContext& context_;
  sheet::Sheet& page_;
  std::string value_;
  Position at_;
  std::uint32_t next_row_ = 0;
  std::uint32_t next_column_ = 0;
  std::uint32_t style_ = 0;
  Type type_ = Type::number;
  bool is_in_value_ = false;
  bool is_in_cells_ = false;
  bool has_value_ = false;
  bool has_formula_ = false;
  int phonetic_depth_ = 0;
};

SheetHandler::Type SheetHandler::type_of(std::string_view name) {
  if (name == "s") return Type::shared;
  if (name == "str") return Type::formula_text;
  if (name == "inlineStr") return Type::text;
  if (name == "b") return Type::boolean;
  if (name == "e") return Type::error;
  if (name == "d") return Type::iso_date;
  return Type::number;
}

void SheetHandler::on_start(std::string_view name, XmlAttributes attributes) {
  if (is_in_cells_) {
    if (name == "c") return start_cell(attributes);
    if (name == "row") return start_row(attributes);
    if (name == "v" || (name == "t" && phonetic_depth_ == 0)) {
      is_in_value_ = true;
      has_value_ = true;
    } else if (name == "f") {
      has_formula_ = true;
    } else if (name == "rPh") {
      ++phonetic_depth_;
    }
    return;
  }
  if (name == "sheetData") is_in_cells_ = true;
  if (name == "col") start_column(attributes);
  if (name == "mergeCell") start_merge(attributes);
}

void SheetHandler::on_end(std::string_view name) {
  if (!is_in_cells_) return;
  if (name == "c") {
    end_cell();
  } else if (name == "v" || name == "t") {
    is_in_value_ = false;
  } else if (name == "rPh") {
    --phonetic_depth_;
  } else if (name == "sheetData") {
    is_in_cells_ = false;
  }
}

void SheetHandler::start_row(XmlAttributes attributes) {
  std::uint32_t number = next_row_ + 1;
  const auto text = attributes.find("r");
  if ((text && !read_number(*text, number)) || number == 0 || number > sheet::kRowsMax)
    return bad_position(text.value_or(std::to_string(number)));
  at_.row = number - 1;
  next_row_ = number;
  next_column_ = 0;
  if (attributes.is_true("hidden")) {
    auto& hidden = page_.hidden_rows;
    if (!hidden.empty() && hidden.back().last + 1 == at_.row) {
      hidden.back().last = at_.row;
    } else {
      hidden.push_back({at_.row, at_.row});
    }
  }
}

void SheetHandler::start_cell(XmlAttributes attributes) {
  type_ = Type::number;
  style_ = 0;
  has_value_ = has_formula_ = is_in_value_ = false;
  value_.clear();
  bool has_position = false;
  for (const XmlAttribute& attribute : attributes.all()) {
    if (attribute.name.size() != 1) continue;  // all that count are one letter long
    switch (attribute.name.front()) {
      case 'r': {
        const auto position = sheet::parse_cell_name(attribute.value);
        if (!position) return bad_position(attribute.value);
        at_ = *position;
        has_position = true;
        break;
      }
      case 's':
        read_number(attribute.value, style_);
        break;
      case 't':
        type_ = type_of(attribute.value);
        break;
      default:
        break;
    }
  }
  if (!has_position) {
    if (next_column_ >= sheet::kColumnsMax) return bad_position(std::to_string(next_column_ + 1));
    at_.column = static_cast<std::uint16_t>(next_column_);
  }
  next_column_ = at_.column + 1U;
}

void SheetHandler::start_column(XmlAttributes attributes) {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  const bool is_range = read_number(attributes.find("min").value_or(""), first) &&
                        read_number(attributes.find("max").value_or(""), last) && first > 0 && first <= last;
  if (is_range && attributes.is_true("hidden") && page_.hidden_columns.size() < sheet::kColumnsMax)
    page_.hidden_columns.push_back({first - 1, last - 1});
}

void SheetHandler::start_merge(XmlAttributes attributes) {
  const std::string_view text = attributes.find("ref").value_or("");
  const auto colon = text.find(':');
  const auto first = sheet::parse_cell_name(text.substr(0, colon));
  const auto last = colon == std::string_view::npos ? first : sheet::parse_cell_name(text.substr(colon + 1));
  if (!first || !last || last->row < first->row || last->column < first->column) return bad_position(text);
  if (page_.merges.size() >= kMergesMax)
    return refuse_at(*first, ErrorKind::too_large, "xlsx.too_many_merges",
                     {{"merges_max", std::to_string(kMergesMax)}});
  page_.merges.push_back({*first, *last});
}

void SheetHandler::end_cell() {
  if (!has_value_ && !has_formula_) return;
  Cell cell;
  cell.row = at_.row;
  cell.column = at_.column;
  if (has_formula_) cell.formula = has_value_ ? FormulaState::with_value : FormulaState::without_value;
  if (!has_value_ || fill(cell)) {
    if (!has_failed()) add(cell);
  }
}

// False when there is nothing to keep.
bool SheetHandler::fill(Cell& cell) {
  switch (type_) {
    case Type::shared:
      return fill_shared(cell);
    case Type::text:
    case Type::formula_text:
      return fill_text(cell, CellKind::text);
    case Type::error:
      return fill_text(cell, CellKind::error);
    case Type::boolean:
      cell.kind = CellKind::boolean;
      cell.number = value_ == "1" || value_ == "true" ? 1 : 0;
      cell.text = cell.number == 1 ? "TRUE" : "FALSE";
      return true;
    case Type::iso_date:
      if (const auto serial = serial_from_iso(value_)) {
        cell.kind = CellKind::date;
        cell.number = *serial;
        cell.style = *serial == std::floor(*serial) ? NumberStyle::day : NumberStyle::moment;
      }
      return cell.kind == CellKind::date ? (cell.text = context_.book.texts.keep(value_), true)
                                         : fill_text(cell, CellKind::text);
    case Type::number:
      if (!value_.empty()) fill_number(cell);
      if (value_.empty() && has_formula_) cell.formula = FormulaState::without_value;
      return !value_.empty() || has_formula_;
  }
  return false;
}

bool SheetHandler::fill_shared(Cell& cell) {
  std::size_t index = 0;
  if (!read_number(std::string_view(value_), index) || index >= context_.shared_texts.size()) {
    refuse_at(at_, ErrorKind::invalid, "xlsx.bad_shared_text",
              {{"value", value_.substr(0, 40)}, {"texts", std::to_string(context_.shared_texts.size())}});
    return false;
  }
  cell.kind = CellKind::text;
  cell.text = context_.shared_texts[index];
  return !cell.text.empty();
}

bool SheetHandler::fill_text(Cell& cell, CellKind kind) {
  if (value_.find("_x") != std::string::npos) value_ = decode_escapes(value_);
  if (value_.size() > context_.text_bytes_left) {
    refuse_at(at_, ErrorKind::too_large, "xlsx.too_much_text",
              {{"megabytes_max", std::to_string(kBookTextBytesMax >> 20)}});
    return false;
  }
  context_.text_bytes_left -= value_.size();
  cell.kind = kind;
  cell.text = context_.book.texts.keep(value_);
  return !value_.empty();
}

void SheetHandler::fill_number(Cell& cell) {
  if (!read_number(std::string_view(value_), cell.number) || !std::isfinite(cell.number)) {
    // Not what the format allows; the importer shows it as the text it is.
    cell.number = 0;
    fill_text(cell, CellKind::text);
    return;
  }
  cell.kind = CellKind::number;
  if (value_.size() <= kDigitsKept) cell.text = context_.book.texts.keep(value_);
  if (style_ < context_.styles.size()) sheet::apply_style(cell, context_.styles[style_], context_.day_count);
}

void SheetHandler::add(const Cell& cell) {
  if (context_.cells_left == 0)
    return refuse_at(at_, ErrorKind::too_large, "xlsx.too_many_cells",
                     {{"cells_max", std::to_string(sheet::kCellsMax)}});
  --context_.cells_left;
  page_.cells.push_back(cell);
}

}  // namespace

Result<void> read_sheet(SheetContext& context, std::string_view part, sheet::Sheet& page) {
  SheetHandler handler(context, page);
  GUATU_CHECK(read_xml(context.package, part, context.book.file_name, handler));
  sheet::settle(page);
  return {};
}

}  // namespace guatu::xlsx
