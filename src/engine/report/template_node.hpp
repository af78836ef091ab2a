// SPDX-License-Identifier: Apache-2.0
// A parsed template (模板): literal text, bindings and blocks with the places where they stand, and the limits that
// keep a template of a clerk from filling the memory.
#pragma once

#include <string>
#include <vector>

#include "engine/report/report.hpp"

namespace guatu::report {

enum class NodeKind { text, value, verb, condition, each, table };

struct Format {
  std::string unit;  // 亿元, 月日, 一 …; empty: by what follows or by dimension
  int places = -1;   // −1: by dimension
};

struct Template::Node {
  NodeKind kind = NodeKind::text;
  std::string text;                // literal, or the name that is bound
  std::size_t at = 0;              // byte offset in the template
  Format format = {};              // value
  std::vector<std::string> words;  // verb: for plus, minus and zero
  bool is_negated = false;         // condition
  std::size_t first = 0;           // each: at most so many; 0: all
  std::string separator = {};      // each
  std::vector<Node> children = {};
  std::vector<Node> otherwise = {};
};

inline constexpr std::size_t kNestingMax = 16;
inline constexpr std::size_t kTextBytesMax = 4U << 20;
inline constexpr int kPlacesMax = 8;

}  // namespace guatu::report
