// SPDX-License-Identifier: Apache-2.0
// The parts of an xlsx that its sheets lean on: relations, the list of sheets, shared texts and the styles
// of cells. Office's and WPS's variants are taken as they come; only what the cells need is kept.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/number_format.hpp"
#include "base/sheet.hpp"
#include "format/package/package.hpp"

namespace guatu::xlsx {

inline constexpr std::size_t kCellTextBytesMax = 128 * 1024;   // Excel holds 32,767 characters
inline constexpr std::size_t kBookTextBytesMax = 48ULL << 20;  // of all texts of a workbook
inline constexpr std::size_t kStylesMax = 100'000;

struct Relation {
  std::string id;
  std::string type;    // last word of the type's address: worksheet, sharedStrings, styles
  std::string target;  // path in the package
};

struct SheetEntry {
  std::string name;
  std::string relation_id;
  sheet::SheetVisibility visibility = sheet::SheetVisibility::shown;
};

struct BookParts {
  std::vector<SheetEntry> sheets;
  sheet::DayCount day_count = sheet::DayCount::from_1900;
};

// The relations of a part; none when the package has no such list.
Result<std::vector<Relation>> read_relations(package::Package& package, std::string_view part, std::string_view place);
Result<BookParts> read_book_parts(package::Package& package, std::string_view part, std::string_view place);
// Refuses xlsx.text_too_long, xlsx.too_much_text, xlsx.too_many_texts.
Result<std::vector<std::string_view>> read_shared_texts(package::Package& package, std::string_view part,
                                                        std::string_view place, sheet::TextStore& texts);
// By the cell's s attribute. Refuses xlsx.too_many_styles.
Result<std::vector<sheet::NumberStyle>> read_styles(package::Package& package, std::string_view part,
                                                    std::string_view place);

// _x000D_ and the like stand for one UTF-16 unit each (ECMA-376 part 1, 22.9.2.19); unpaired halves stay as written.
std::string decode_escapes(std::string_view text);

}  // namespace guatu::xlsx
