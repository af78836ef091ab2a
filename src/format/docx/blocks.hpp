// SPDX-License-Identifier: Apache-2.0
// Body blocks: numbered headings, paragraphs, lists and tables. Tables take the width they are given, choose their
// letter size and column widths by what the cells hold, repeat their header and never split a row.
#pragma once

#include <string>
#include <vector>

#include "base/document.hpp"
#include "format/docx/docx.hpp"

namespace guatu::docx {

std::string blocks_xml(const std::vector<document::Block>& blocks, int width, const HouseStyle& style);

// 一、 （一） 1. （1） for a heading; counters are those of all four levels.
std::string heading_number(int level, int number);
std::string chinese_number(int number);  // 1…99

}  // namespace guatu::docx
