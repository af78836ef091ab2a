// SPDX-License-Identifier: Apache-2.0
// Official documents as Word files (OOXML): page, grid, fonts and elements of GB/T 9704-2012, tables and
// landscape annexes with their running page numbers. The same document gives the same bytes. Refuses what the
// standard forbids (docx.bad_number, docx.bad_copy_number, docx.no_title, docx.bad_heading_level,
// docx.ragged_table, docx.empty_table, docx.signer_missing, docx.no_issuer, docx.not_text) and never makes a seal.
#pragma once

#include <string>
#include <vector>

#include "base/document.hpp"
#include "base/result.hpp"

namespace guatu::docx {

// Word and WPS set 28 characters a line by the character grid. LibreOffice sets 14 with it, so a file that is only made
// to become a PDF there has the grid of lines and 28 characters by letter spacing.
enum class Grid { lines_and_characters, lines };

// House settings where the standard leaves a choice.
struct HouseStyle {
  int red_rule_eighths = 12;                 // thickness of the red rule, in eighths of a point
  std::string mark_font = "方正小标宋简体";  // 发文机关标志 and titles
  std::string body_font = "仿宋_GB2312";
  std::string kai_font = "楷体_GB2312";
  std::string black_font = "黑体";
  std::string song_font = "宋体";  // page numbers
  Grid grid = Grid::lines_and_characters;
};

Result<std::string> render(const document::Official& document, const HouseStyle& style = {});

// Text of the document without any layout, for previews, searches and lint.
std::string render_plain_text(const document::Official& document);

// Breaks a title at words into a trapezium or diamond of lines of at most `characters_max` characters (19 at 二号).
std::vector<std::string> title_lines(const std::string& title, int characters_max);

}  // namespace guatu::docx
