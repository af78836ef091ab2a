// SPDX-License-Identifier: Apache-2.0
#include "engine/loop/kind.hpp"

#include <algorithm>

namespace guatu::loop {

const Kind* find_kind(const std::vector<Kind>& kinds, std::string_view name) {
  for (const auto& kind : kinds)
    if (kind.code == name || kind.word == name || std::ranges::find(kind.aliases, name) != kind.aliases.end())
      return &kind;
  return nullptr;
}

const Grade* find_grade(const Kind& kind, std::string_view code) {
  const auto found = std::ranges::find(kind.grades, code, &Grade::code);
  return found == kind.grades.end() ? nullptr : &*found;
}

std::string grade_choices(const Kind& kind) {
  std::string choices;
  for (const auto& grade : kind.grades)
    choices += (choices.empty() ? "" : "、") + grade.word + "（" + grade.code + "）";
  return choices.empty() ? "—" : choices;
}

std::optional<Limit> done_limit(const Kind& kind, std::string_view grade) {
  const Grade* found = find_grade(kind, grade);
  return found != nullptr ? found->done : kind.done;
}

Result<calendar::Deadline> end_of(const Limit& limit, Date event, const Kind& kind,
                                  const calendar::Calendar& calendar) {
  return calendar::find_deadline(calendar, event, limit.term, kind.end, kind.standing);
}

}  // namespace guatu::loop
