// SPDX-License-Identifier: Apache-2.0
// libxlsxwriter writes to a named file only; the name is that of an anonymous file in memory, so nothing of
// an office's figures lies about on disk and nothing stays behind when the program is killed.
#include "format/xlsx/xlsx_writer.hpp"

#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <map>

#include "base/text.hpp"
#include "format/package/package_writer.hpp"
#include "format/xlsx/xlsx_rules.hpp"

namespace guatu::xlsx {
namespace {

using sheet_out::Style;
using sheet_out::Value;

constexpr int kExactDigits = 15;                 // of a double
constexpr std::size_t kListCharactersMax = 255;  // of a drop-down list written into its cell

// Numbers that a double cannot hold exactly are written as text: a changed digit is worse than a green corner.
bool is_exact(const Decimal& value) {
  const int128 limit = power_of_ten(kExactDigits);
  return value.coefficient() < limit && value.coefficient() > -limit;
}

std::string number_format(int places, sheet_out::Grouping grouping, std::string_view unit) {
  std::string format = grouping == sheet_out::Grouping::thousands ? "#,##0" : "0";
  if (places > 0) format += "." + std::string(static_cast<std::size_t>(places), '0');
  return format.append(unit);
}

// Text that a spreadsheet would take for a formula once somebody edits the cell. It is stored as text in any case; the
// text format keeps it so.
bool reads_as_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
}

std::string format_of(const Value& value, const Style& style) {
  if (const auto* text = std::get_if<std::string>(&value)) return reads_as_formula(*text) ? "@" : "";
  if (std::holds_alternative<std::int64_t>(value)) return number_format(0, style.grouping, "");
  if (const auto* number = std::get_if<Decimal>(&value)) return number_format(number->scale(), style.grouping, "");
  if (const auto* percent = std::get_if<sheet_out::Percent>(&value))
    return number_format(percent->value.scale(), style.grouping, "%");
  if (std::holds_alternative<Date>(value)) return "yyyy-mm-dd";
  if (std::holds_alternative<Month>(value)) return "yyyy\"年\"m\"月\"";
  if (std::holds_alternative<sheet_out::Moment>(value)) return "yyyy-mm-dd hh:mm";
  return "";
}

lxw_color_t color_of(sheet_out::Fill fill) {
  // Light enough that black print stays readable on each, also in grey.
  constexpr lxw_color_t colors[] = {0, 0xFFC7CE, 0xFFEB9C, 0xC6EFCE, 0xBDD7EE, 0xD9D9D9, 0xDDEBF7};
  return colors[static_cast<std::size_t>(fill)];
}

class Formats {
 public:
  explicit Formats(lxw_workbook* book) : book_(book) {}

  lxw_format* find(const Value& value, const Style& style) {
    auto& format = formats_[{style, format_of(value, style)}];
    if (format == nullptr) format = make(style, format_of(value, style));
    return format;
  }

 private:
  lxw_format* make(const Style& style, const std::string& number) {
    lxw_format* format = workbook_add_format(book_);
    format_set_font_name(format, "宋体");
    format_set_font_size(format, style.font_points == 0 ? 11 : style.font_points);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    if (style.align == sheet_out::Align::left) format_set_align(format, LXW_ALIGN_LEFT);
    if (style.align == sheet_out::Align::center) format_set_align(format, LXW_ALIGN_CENTER);
    if (style.align == sheet_out::Align::right) format_set_align(format, LXW_ALIGN_RIGHT);
    if (style.weight == sheet_out::Weight::bold) format_set_bold(format);
    if (style.border == sheet_out::Border::thin) format_set_border(format, LXW_BORDER_THIN);
    if (style.wrap == sheet_out::Wrap::on) format_set_text_wrap(format);
    if (style.lock == sheet_out::Lock::open) format_set_unlocked(format);
    if (style.fill != sheet_out::Fill::none) format_set_bg_color(format, color_of(style.fill));
    if (!number.empty()) format_set_num_format(format, number.c_str());
    return format;
  }

  lxw_workbook* book_;
  std::map<std::pair<Style, std::string>, lxw_format*> formats_;
};

std::string valid_text(const std::string& text) { return is_valid_utf8(text) ? text : encode_utf8(decode_utf8(text)); }

class CellWriter {
 public:
  CellWriter(lxw_worksheet* page, std::uint32_t row, std::uint16_t column, lxw_format* format)
      : page_(page), row_(row), column_(column), format_(format) {}

  void operator()(std::monostate) { worksheet_write_blank(page_, row_, column_, format_); }
  void operator()(const std::string& text) {
    if (text.empty()) return (*this)(std::monostate());
    worksheet_write_string(page_, row_, column_, valid_text(text).c_str(), format_);
  }
  void operator()(std::int64_t number) { (*this)(Decimal(number, 0)); }
  void operator()(const Decimal& number) {
    if (!is_exact(number)) return (*this)(format_decimal(number));
    put(number.to_double());
  }
  void operator()(const sheet_out::Percent& percent) {
    if (!is_exact(percent.value)) return (*this)(format_decimal(percent.value) + "%");
    put(Decimal::of_wide(percent.value.coefficient(), percent.value.scale() + 2).to_double());
  }
  void operator()(Date date) { put(sheet::serial_from_date(date)); }
  void operator()(Month month) { put(sheet::serial_from_date(month.first_day())); }
  void operator()(const sheet_out::Moment& moment) {
    put(sheet::serial_from_date(moment.date) + moment.minutes / 1440.0);
  }

 private:
  void put(double number) { worksheet_write_number(page_, row_, column_, number, format_); }

  lxw_worksheet* page_;
  std::uint32_t row_;
  std::uint16_t column_;
  lxw_format* format_;
};

// Lists too long for their cell stand in columns of a hidden sheet. libxlsxwriter 1.1.4 never frees the formula that
// points there: some twenty bytes a list.
class ListSheet {
 public:
  ListSheet(lxw_workbook* out, const sheet_out::Workbook& book) : out_(out) {
    const auto is_taken = [&](const std::string& name) {
      return std::any_of(book.sheets.begin(), book.sheets.end(), [&](const auto& page) { return page.name == name; });
    };
    while (is_taken(name_)) name_ += "_";
  }

  std::string add(const std::vector<std::string>& values) {
    if (page_ == nullptr) {
      page_ = workbook_add_worksheet(out_, name_.c_str());
      worksheet_hide(page_);
    }
    for (std::uint32_t row = 0; row < values.size(); ++row)
      worksheet_write_string(page_, row, column_, valid_text(values[row]).c_str(), nullptr);
    const std::string column = sheet::column_name(column_++);
    return "='" + name_ + "'!$" + column + "$1:$" + column + "$" +
           std::to_string(std::max<std::size_t>(values.size(), 1));
  }

 private:
  lxw_workbook* out_;
  std::string name_ = "选项";
  lxw_worksheet* page_ = nullptr;
  std::uint16_t column_ = 0;
};

void set_up_print(lxw_worksheet* out, const sheet_out::Sheet& page) {
  if (page.orientation == sheet_out::Orientation::landscape) worksheet_set_landscape(out);
  worksheet_set_paper(out, page.paper == sheet_out::Paper::a4 ? 9 : 8);
  worksheet_fit_to_pages(out, 1, 0);
  worksheet_set_footer(out, "&C第 &P 页 共 &N 页");
  if (page.header_rows > 0) worksheet_repeat_rows(out, 0, page.header_rows - 1);
  if (page.header_rows > 0 || page.frozen_columns > 0)
    worksheet_freeze_panes(out, page.header_rows, page.frozen_columns);
}

// Whose it is, cut to what a header has room for: 255 characters in all, and each may be doubled.
std::string name_in(const sheet_out::Mark& mark) {
  constexpr std::size_t kNameMax = 100;
  return encode_utf8(decode_utf8(mark.taken_by).substr(0, kNameMax));
}

// "&" begins a code in headers.
void set_mark(lxw_worksheet* out, const sheet_out::Mark& mark) {
  std::string header = "&R导出：";
  for (const char c : name_in(mark)) header.append(c == '&' ? 2 : 1, c);
  worksheet_set_header(out, header.append(" ").append(format_local_time(mark.taken_at)).c_str());
}

void set_up_protection(lxw_worksheet* out, const sheet_out::Sheet& page) {
  if (page.protection == sheet_out::Protection::none) return;
  lxw_protection options;
  std::memset(&options, 0, sizeof options);
  options.format_columns = 1;  // people must be able to widen a column to read it
  options.format_rows = 1;
  options.autofilter = 1;
  options.sort = 1;
  worksheet_protect(out, nullptr, &options);
}

void write_choices(lxw_worksheet* out, const sheet_out::Sheet& page, ListSheet& lists) {
  for (const auto& choices : page.choices) {
    const bool has_comma = std::any_of(choices.values.begin(), choices.values.end(), [](const std::string& value) {
      return value.empty() || value.find_first_of(",\"") != std::string::npos;
    });
    std::vector<std::string> values = choices.values;
    std::vector<char*> pointers;
    for (auto& value : values) pointers.push_back(value.data());
    pointers.push_back(nullptr);
    lxw_data_validation rule;
    std::memset(&rule, 0, sizeof rule);
    std::string formula;
    if (has_comma || values.empty() || character_count(join(values, ",")) > kListCharactersMax) {
      formula = lists.add(values);
      rule.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
      rule.value_formula = formula.data();
    } else {
      rule.validate = LXW_VALIDATION_TYPE_LIST;
      rule.value_list = pointers.data();
    }
    worksheet_data_validation_range(out, choices.range.first.row, choices.range.first.column, choices.range.last.row,
                                    choices.range.last.column, &rule);
  }
}

void write_comments(lxw_worksheet* out, const sheet_out::Sheet& page) {
  std::string font = "宋体";
  for (const auto& comment : page.comments) {
    lxw_comment_options options;
    std::memset(&options, 0, sizeof options);
    options.x_scale = 2.0;
    options.font_name = font.data();
    options.font_size = 9;
    options.color = 0xFFFFE1;
    worksheet_write_comment_opt(out, comment.at.row, comment.at.column, valid_text(comment.text).c_str(), &options);
  }
}

void write_page(lxw_worksheet* out, const sheet_out::Sheet& page, Formats& formats) {
  for (std::size_t i = 0; i < page.column_widths.size(); ++i) {
    const auto column = static_cast<lxw_col_t>(i);
    worksheet_set_column(out, column, column, page.column_widths[i], nullptr);
  }
  // Row by row and from the left, as constant memory wants it; merges keep the sheet in memory.
  for (std::uint32_t row = 0; row < page.rows.size(); ++row) {
    if (row < page.row_heights.size() && page.row_heights[row] > 0)
      worksheet_set_row(out, row, page.row_heights[row], nullptr);
    for (std::size_t i = 0; i < page.rows[row].size(); ++i) {
      const auto& [value, style] = page.rows[row][i];
      if (std::holds_alternative<std::monostate>(value) && style == Style()) continue;
      std::visit(CellWriter(out, row, static_cast<std::uint16_t>(i), formats.find(value, style)), value);
    }
  }
  for (const auto& [range] : page.merges) {
    const bool has_cell = range.first.row < page.rows.size() && range.first.column < page.rows[range.first.row].size();
    const sheet_out::Cell cell = has_cell ? page.rows[range.first.row][range.first.column] : sheet_out::Cell();
    lxw_format* format = formats.find(cell.value, cell.style);
    worksheet_merge_range(out, range.first.row, range.first.column, range.last.row, range.last.column, "", format);
    std::visit(CellWriter(out, range.first.row, range.first.column, format), cell.value);
  }
  if (page.filter)
    worksheet_autofilter(out, page.filter->first.row, page.filter->first.column, page.filter->last.row,
                         page.filter->last.column);
  set_up_print(out, page);
  set_up_protection(out, page);
  write_comments(out, page);
}

void set_properties(lxw_workbook* out, const sheet_out::Workbook& book, Instant created) {
  std::string title = valid_text(book.title);
  std::string author = valid_text(book.author);
  lxw_doc_properties properties;
  std::memset(&properties, 0, sizeof properties);
  properties.title = title.data();
  properties.author = author.data();
  properties.created = std::chrono::duration_cast<std::chrono::seconds>(created.time_since_epoch()).count();
  if (properties.created == 0) properties.created = 1;  // zero would mean now
  workbook_set_properties(out, &properties);
  if (!book.mark) return;
  workbook_set_custom_property_string(out, "GuatuExportedBy", name_in(*book.mark).c_str());
  workbook_set_custom_property_string(out, "GuatuExportedAt", format_instant(book.mark->taken_at).c_str());
}

class MemoryFile {
 public:
  MemoryFile() : descriptor_(memfd_create("workbook", MFD_CLOEXEC)) {}
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  bool is_open() const { return descriptor_ >= 0; }
  std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }
  std::string read() const {
    const off_t size = lseek(descriptor_, 0, SEEK_END);
    std::string bytes(size > 0 ? static_cast<std::size_t>(size) : 0, '\0');
    std::size_t at = 0;
    while (at < bytes.size()) {
      const ssize_t count = pread(descriptor_, bytes.data() + at, bytes.size() - at, static_cast<off_t>(at));
      if (count <= 0) return {};
      at += static_cast<std::size_t>(count);
    }
    return bytes;
  }

 private:
  int descriptor_;
};

std::unexpected<Error> not_written(const char* reason) {
  return refuse(ErrorKind::unavailable, "", "xlsx.not_written", {{"reason", reason}});
}

void fill(lxw_workbook* out, const sheet_out::Workbook& book, Instant created) {
  set_properties(out, book, created);
  Formats formats(out);
  std::vector<lxw_worksheet*> pages;
  for (const auto& page : book.sheets) pages.push_back(workbook_add_worksheet(out, page.name.c_str()));
  ListSheet lists(out, book);
  bool has_active = false;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const auto& page = book.sheets[i];
    write_page(pages[i], page, formats);
    write_choices(pages[i], page, lists);
    if (book.mark) set_mark(pages[i], *book.mark);
    if (page.visibility == sheet_out::Visibility::hidden) {
      worksheet_hide(pages[i]);
    } else if (!has_active) {
      worksheet_activate(pages[i]);
      worksheet_set_first_sheet(pages[i]);
      has_active = true;
    }
  }
}

}  // namespace

Result<std::string> write_xlsx(const sheet_out::Workbook& book, Instant created) {
  GUATU_CHECK(check_workbook(book));
  const MemoryFile file;
  if (!file.is_open()) return not_written("memfd_create");
  lxw_workbook_options options;
  std::memset(&options, 0, sizeof options);
  // Constant memory takes rows in order only; merged cells and long lists go back.
  options.constant_memory = std::all_of(book.sheets.begin(), book.sheets.end(),
                                        [](const auto& page) { return page.merges.empty() && page.choices.empty(); });
  lxw_workbook* out = workbook_new_opt(file.path().c_str(), &options);
  if (out == nullptr) return not_written("workbook_new");
  fill(out, book, created);
  const lxw_error error = workbook_close(out);
  if (error != LXW_NO_ERROR) return not_written(lxw_strerror(error));
  std::string bytes = file.read();
  if (!package::stamp_times(bytes, created)) return not_written("zip");
  return bytes;
}

}  // namespace guatu::xlsx
