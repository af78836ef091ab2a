// SPDX-License-Identifier: Apache-2.0
// A text box without fill or line (文本框), as DrawingML with a VML twin for readers that know no DrawingML shapes. It
// carries what must not move with the text: 版记 and the turned page number.
#pragma once

#include <string>
#include <string_view>

namespace guatu::docx {

enum class BoxPlace {
  page_left,      // turned text at given distances from the paper's edges: page numbers of landscape pages
  margin_bottom,  // on the bottom edge of the text area, text kept above it: 版记
};

struct Box {
  BoxPlace place;
  std::string_view name;
  int id = 1;
  int left = 0;  // twips from the paper's edge, page_left only
  int top = 0;
  int width = 0;
  int height = 0;
};

std::string text_box(const Box& box, std::string_view paragraphs);  // a run

}  // namespace guatu::docx
