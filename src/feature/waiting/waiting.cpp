// SPDX-License-Identifier: Apache-2.0
#include "feature/waiting/waiting.hpp"

#include <algorithm>

namespace guatu::waiting {

std::string_view right_of(Step step) {
  switch (step) {
    case Step::adjustment:
      return "project.decide";
    case Step::correction:
      return "statistics.confirm";
    case Step::transcription:
      return "statistics.transcribe";
    case Step::form:
      return "form.approve";
    case Step::rule_set:
      break;
  }
  return "rule.confirm";
}

bool is_for(const Waiting& one, std::string_view account) {
  if (!one.only.empty()) return std::ranges::find(one.only, account) != one.only.end();
  return one.asked_by != account;
}

}  // namespace guatu::waiting
