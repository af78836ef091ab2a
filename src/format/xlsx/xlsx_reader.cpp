// SPDX-License-Identifier: Apache-2.0
#include "format/xlsx/xlsx_reader.hpp"

#include <algorithm>

#include "format/xlsx/xlsx_parts.hpp"
#include "format/xlsx/xlsx_sheet.hpp"

namespace guatu::xlsx {
namespace {

const Relation* find_type(const std::vector<Relation>& relations, std::string_view type) {
  const auto found =
      std::find_if(relations.begin(), relations.end(), [&](const Relation& one) { return one.type == type; });
  return found != relations.end() ? &*found : nullptr;
}

const Relation* find_id(const std::vector<Relation>& relations, std::string_view id) {
  const auto found =
      std::find_if(relations.begin(), relations.end(), [&](const Relation& one) { return one.id == id; });
  return found != relations.end() ? &*found : nullptr;
}

struct Supports {
  std::vector<std::string_view> shared_texts;
  std::vector<sheet::NumberStyle> styles;
};

Result<Supports> read_supports(package::Package& package, const std::vector<Relation>& relations,
                               sheet::Workbook& book) {
  Supports supports;
  if (const Relation* texts = find_type(relations, "sharedStrings"); texts != nullptr && package.has(texts->target)) {
    GUATU_TRY(supports.shared_texts, read_shared_texts(package, texts->target, book.file_name, book.texts));
  }
  if (const Relation* styles = find_type(relations, "styles"); styles != nullptr && package.has(styles->target)) {
    GUATU_TRY(supports.styles, read_styles(package, styles->target, book.file_name));
  }
  return supports;
}

}  // namespace

Result<sheet::Workbook> read_xlsx(std::string_view bytes, std::string_view file_name) {
  GUATU_TRY(auto package, package::Package::open(bytes, std::string(file_name)));
  return read_xlsx(std::move(package), file_name);
}

Result<sheet::Workbook> read_xlsx(package::Package package, std::string_view file_name) {
  sheet::Workbook book;
  book.file_name = file_name;
  book.format = sheet::SourceFormat::xlsx;
  GUATU_TRY(const auto roots, read_relations(package, "", file_name));
  const Relation* root = find_type(roots, "officeDocument");
  const std::string book_part = root != nullptr ? root->target : "xl/workbook.xml";
  GUATU_TRY(const auto parts, read_book_parts(package, book_part, file_name));
  GUATU_TRY(const auto relations, read_relations(package, book_part, file_name));
  GUATU_TRY(const Supports supports, read_supports(package, relations, book));
  std::size_t shared_bytes = 0;
  for (const auto text : supports.shared_texts) shared_bytes += text.size();
  SheetContext context{package,
                       book,
                       supports.shared_texts,
                       supports.styles,
                       parts.day_count,
                       sheet::kCellsMax,
                       kBookTextBytesMax - std::min(shared_bytes, kBookTextBytesMax)};
  for (const SheetEntry& entry : parts.sheets) {
    const Relation* relation = find_id(relations, entry.relation_id);
    if (relation == nullptr || relation->type != "worksheet") continue;  // chart sheets hold no cells
    sheet::Sheet page;
    page.name = entry.name;
    page.visibility = entry.visibility;
    GUATU_CHECK(read_sheet(context, relation->target, page));
    book.sheets.push_back(std::move(page));
  }
  if (book.sheets.empty()) return refuse(ErrorKind::invalid, std::string(file_name), "xlsx.no_sheets");
  return book;
}

}  // namespace guatu::xlsx
