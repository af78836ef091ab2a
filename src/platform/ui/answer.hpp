// SPDX-License-Identifier: Apache-2.0
// Answer: what a small calculating command says. The same figures become lines for people (label and value, in the
// language of the run) or one JSON object for programs (key and value, exact texts).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/ui/shell.hpp"

namespace guatu::ui {

class Answer {
 public:
  struct Label {
    std::string_view key;
    std::string_view chinese;
    std::string_view english;
  };

  // A line of text alone, for people; programs read the figures.
  Answer& say(std::string text);
  // `suffix` (%, 个百分点) is shown to people only.
  Answer& figure(const Label& label, std::string value, std::string_view suffix = "");
  Answer& missing(const Label& label);                         // shown as —, null in JSON
  Answer& flag(std::string_view key, std::string_view value);  // JSON only: true or false
  // A list: one line for each in text, an array in JSON. `json` is a finished value.
  Answer& row(std::string_view list, std::string text, std::string json);

  std::string render(const Shell& shell) const;

 private:
  enum class Kind { text, figure, missing, flag, row };
  struct Line {
    Kind kind;
    std::string key, chinese, english, value, suffix;
  };
  std::string as_text(const Shell& shell) const;
  std::string as_json() const;
  std::vector<Line> lines_;
};

}  // namespace guatu::ui
