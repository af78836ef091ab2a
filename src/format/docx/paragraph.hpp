// SPDX-License-Identifier: Apache-2.0
// Paragraphs and runs as WordprocessingML. Every run says hint="eastAsia", or “ ” — … would take the Latin font;
// digits keep the Chinese font too (no Times in a 公文). Properties come out in the order the schema demands.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/document.hpp"
#include "format/docx/docx.hpp"

namespace guatu::docx {

struct Letters {     // how a run looks
  std::string font;  // empty: that of the paragraph style
  int size = 0;      // half-points; 0: that of the style
  std::string colour = {};
};

std::string run(std::string_view text, const Letters& letters = {});  // line breaks and tabs become w:br and w:tab
std::string field(std::string_view code, const Letters& letters);     // PAGE

struct Indent {  // hundredths of a character, as …Chars; the twips beside them follow from `character`
  int left = 0;
  int right = 0;
  int first_line = 0;
  int hanging = 0;
  int character = 320;
};

struct Form {
  std::string style = {};
  bool keeps_with_next = false;
  bool starts_page = false;
  std::string borders = {};  // inside of w:pBdr
  std::string tabs = {};     // inside of w:tabs
  bool off_grid = false;
  int before = 0;      // twips
  int exact_line = 0;  // twips; 0: by the grid
  Indent indent = {};
  std::string justification = {};
  int outline_level = 0;     // 1…4
  std::string section = {};  // w:sectPr
};

std::string paragraph(const Form& form, std::string_view runs);
std::string empty_line();
// Carries a section break or an anchor without taking room.
std::string thin_paragraph(const std::string& section);
std::string border(std::string_view side, std::string_view kind, int eighths, std::string_view colour);

std::string font_of(document::Face face, const HouseStyle& style);
std::string runs_of(const std::vector<document::Run>& runs, const HouseStyle& style);

// Widths in half characters: 7 and 年 are 1 and 2.
int half_width(std::string_view text);

}  // namespace guatu::docx
