// SPDX-License-Identifier: Apache-2.0
#include "format/xlsx/xlsx_parts.hpp"

#include <charconv>
#include <optional>

#include "base/text.hpp"
#include "format/xlsx/xml_reader.hpp"

namespace guatu::xlsx {
namespace {

constexpr std::size_t kSheetsMax = 1'000;
constexpr std::size_t kRelationsMax = 10'000;

Error too_many(std::string code, std::string_view place) {
  return Error{ErrorKind::too_large,
               {Problem{std::string(place), std::move(code), {{"sheets_max", std::to_string(kSheetsMax)}}}}};
}

std::string_view last_word(std::string_view address) { return address.substr(address.rfind('/') + 1); }

// xl/workbook.xml + worksheets/sheet1.xml, ../x.xml or /xl/x.xml
std::string resolve(std::string_view part, std::string_view target) {
  std::vector<std::string> names;
  std::string path(target.starts_with('/') || target.starts_with('\\') ? std::string_view()
                                                                       : part.substr(0, part.rfind('/') + 1));
  path += target;
  for (auto& name : split(path, "/\\")) {
    if (name == "..") {
      if (!names.empty()) names.pop_back();
    } else if (name != ".") {
      names.push_back(std::move(name));
    }
  }
  return join(names, "/");
}

template <class Number>
std::optional<Number> number_of(std::optional<std::string_view> text) {
  Number value{};
  if (!text) return std::nullopt;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
  return error == std::errc() && end == text->data() + text->size() ? std::optional(value) : std::nullopt;
}

class RelationHandler : public XmlHandler {
 public:
  RelationHandler(std::string_view part, std::string_view place) : part_(part), place_(place) {}
  void on_start(std::string_view name, XmlAttributes attributes) override {
    if (name != "Relationship" || attributes.find("TargetMode") == "External") return;
    if (relations.size() >= kRelationsMax) return fail(too_many("xlsx.too_many_sheets", place_));
    relations.push_back({std::string(attributes.find("Id").value_or("")),
                         std::string(last_word(attributes.find("Type").value_or(""))),
                         resolve(part_, attributes.find("Target").value_or(""))});
  }
  void on_end(std::string_view) override {}
  void on_text(std::string_view) override {}
  std::vector<Relation> relations;

 private:
  std::string part_;
  std::string place_;
};

class BookHandler : public XmlHandler {
 public:
  explicit BookHandler(std::string_view place) : place_(place) {}
  void on_start(std::string_view name, XmlAttributes attributes) override {
    if (name == "sheet") {
      if (parts.sheets.size() >= kSheetsMax) return fail(too_many("xlsx.too_many_sheets", place_));
      const auto state = attributes.find("state").value_or("visible");
      parts.sheets.push_back({std::string(attributes.find("name").value_or("")),
                              std::string(attributes.find_prefixed("id").value_or("")),
                              state == "visible" ? sheet::SheetVisibility::shown : sheet::SheetVisibility::hidden});
    } else if (name == "workbookPr" && attributes.is_true("date1904")) {
      parts.day_count = sheet::DayCount::from_1904;
    }
  }
  void on_end(std::string_view) override {}
  void on_text(std::string_view) override {}
  BookParts parts;

 private:
  std::string place_;
};

class SharedTextHandler : public XmlHandler {
 public:
  SharedTextHandler(std::string_view place, sheet::TextStore& store) : place_(place), store_(store) {}

  void on_start(std::string_view name, XmlAttributes) override {
    if (name == "si") text_.clear();
    if (name == "rPh") ++phonetic_depth_;
    is_in_text_ = name == "t" && phonetic_depth_ == 0;
  }
  void on_text(std::string_view text) override {
    if (!is_in_text_) return;
    text_ += text;
    if (text_.size() > kCellTextBytesMax)
      refuse_too_large("xlsx.text_too_long", {{"kilobytes_max", std::to_string(kCellTextBytesMax >> 10)}});
  }
  void on_end(std::string_view name) override {
    if (name == "rPh") --phonetic_depth_;
    if (name == "t") is_in_text_ = false;
    if (name != "si") return;
    bytes_ += text_.size();
    if (bytes_ > kBookTextBytesMax)
      return refuse_too_large("xlsx.too_much_text", {{"megabytes_max", std::to_string(kBookTextBytesMax >> 20)}});
    if (texts.size() >= sheet::kCellsMax)
      return refuse_too_large("xlsx.too_many_texts", {{"texts_max", std::to_string(sheet::kCellsMax)}});
    texts.push_back(store_.keep(text_.find("_x") == std::string::npos ? text_ : decode_escapes(text_)));
  }
  std::vector<std::string_view> texts;

 private:
  void refuse_too_large(std::string code, ProblemArgs args) {
    fail(Error{ErrorKind::too_large, {Problem{place_, std::move(code), std::move(args)}}});
  }

  std::string place_;
  sheet::TextStore& store_;
  std::string text_;
  std::size_t bytes_ = 0;
  int phonetic_depth_ = 0;
  bool is_in_text_ = false;
};

class StyleHandler : public XmlHandler {
 public:
  explicit StyleHandler(std::string_view place) : place_(place) {}

  void on_start(std::string_view name, XmlAttributes attributes) override {
    if (name == "numFmt") {
      const auto id = number_of<unsigned>(attributes.find("numFmtId"));
      if (id) formats_[*id] = sheet::style_of_format(attributes.find("formatCode").value_or(""));
    } else if (name == "cellXfs") {
      is_in_cells_ = true;
    } else if (name == "xf" && is_in_cells_) {
      add(number_of<unsigned>(attributes.find("numFmtId")).value_or(0));
    }
  }
  void on_end(std::string_view name) override {
    if (name == "cellXfs") is_in_cells_ = false;
  }
  void on_text(std::string_view) override {}
  std::vector<sheet::NumberStyle> styles;

 private:
  void add(unsigned id) {
    if (styles.size() >= kStylesMax || formats_.size() > kStylesMax) {
      fail(Error{ErrorKind::too_large,
                 {Problem{place_, "xlsx.too_many_styles", {{"styles_max", std::to_string(kStylesMax)}}}}});
      return;
    }
    const auto custom = formats_.find(id);
    styles.push_back(custom != formats_.end() ? custom->second : sheet::style_of_builtin(id));
  }

  std::string place_;
  std::map<unsigned, sheet::NumberStyle> formats_;
  bool is_in_cells_ = false;
};

std::optional<char32_t> escaped_unit(std::string_view text, std::size_t at) {
  if (at + 7 > text.size() || text[at] != '_' || text[at + 1] != 'x' || text[at + 6] != '_') return std::nullopt;
  std::uint32_t unit = 0;
  const char* digits = text.data() + at + 2;
  const auto [end, error] = std::from_chars(digits, digits + 4, unit, 16);
  return error == std::errc() && end == digits + 4 ? std::optional<char32_t>(unit) : std::nullopt;
}

}  // namespace

std::string decode_escapes(std::string_view text) {
  std::string decoded;
  for (std::size_t at = 0; at < text.size();) {
    const auto unit = escaped_unit(text, at);
    const bool is_half = unit && *unit >= 0xD800 && *unit <= 0xDFFF;
    const auto low = is_half && *unit < 0xDC00 ? escaped_unit(text, at + 7) : std::nullopt;
    if (unit && !is_half) {
      decoded += encode_utf8(*unit);
      at += 7;
    } else if (low && *low >= 0xDC00 && *low <= 0xDFFF) {
      decoded += encode_utf8(0x10000 + ((*unit - 0xD800) << 10) + (*low - 0xDC00));
      at += 14;
    } else {
      decoded.push_back(text[at++]);
    }
  }
  return decoded;
}

Result<std::vector<Relation>> read_relations(package::Package& package, std::string_view part, std::string_view place) {
  const std::string path =
      std::string(part.substr(0, part.rfind('/') + 1)) + "_rels/" + std::string(last_word(part)) + ".rels";
  if (!package.has(path)) return std::vector<Relation>();
  RelationHandler handler(part, place);
  GUATU_CHECK(read_xml(package, path, place, handler));
  return std::move(handler.relations);
}

Result<BookParts> read_book_parts(package::Package& package, std::string_view part, std::string_view place) {
  BookHandler handler(place);
  GUATU_CHECK(read_xml(package, part, place, handler));
  return std::move(handler.parts);
}

Result<std::vector<std::string_view>> read_shared_texts(package::Package& package, std::string_view part,
                                                        std::string_view place, sheet::TextStore& texts) {
  SharedTextHandler handler(place, texts);
  GUATU_CHECK(read_xml(package, part, place, handler));
  return std::move(handler.texts);
}

Result<std::vector<sheet::NumberStyle>> read_styles(package::Package& package, std::string_view part,
                                                    std::string_view place) {
  StyleHandler handler(place);
  GUATU_CHECK(read_xml(package, part, place, handler));
  return std::move(handler.styles);
}

}  // namespace guatu::xlsx
