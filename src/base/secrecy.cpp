// SPDX-License-Identifier: Apache-2.0
#include "base/secrecy.hpp"

#include "base/text.hpp"

namespace guatu {
namespace {

constexpr std::string_view kGrades[] = {"绝密", "机密", "秘密"};
constexpr std::string_view kStar = "★";
constexpr std::string_view kLabel = "密级";

// `line` has no spaces left, and its letters are of half width.
std::optional<std::string> marking_of(std::string_view line) {
  std::string_view value = line;
  if (value.starts_with(kLabel)) {
    value.remove_prefix(kLabel.size());
    if (value.starts_with(':')) value.remove_prefix(1);
  }
  for (const std::string_view grade : kGrades) {
    if (value == grade) return value.size() == line.size() ? std::string(grade) : std::string(kLabel) += grade;
    const std::string starred = std::string(grade) += kStar;
    if (line.find(starred) != std::string_view::npos) return starred;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> find_secrecy_marking(std::string_view text) {
  // A ★ may stand on the line below its word; a word alone on a line is found line by line.
  if (auto found = marking_of(squeeze(text))) return found;
  for (const std::string& line : split(text, "\r\n"))
    if (auto found = marking_of(squeeze(line))) return found;
  return std::nullopt;
}

}  // namespace guatu
