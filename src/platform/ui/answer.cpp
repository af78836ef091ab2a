// SPDX-License-Identifier: Apache-2.0
#include "platform/ui/answer.hpp"

#include "base/json_writer.hpp"

namespace guatu::ui {

Answer& Answer::say(std::string text) {
  lines_.push_back({Kind::text, "", "", "", std::move(text), ""});
  return *this;
}

Answer& Answer::figure(const Label& label, std::string value, std::string_view suffix) {
  lines_.push_back({Kind::figure, std::string(label.key), std::string(label.chinese), std::string(label.english),
                    std::move(value), std::string(suffix)});
  return *this;
}

Answer& Answer::missing(const Label& label) {
  lines_.push_back(
      {Kind::missing, std::string(label.key), std::string(label.chinese), std::string(label.english), "—", ""});
  return *this;
}

Answer& Answer::flag(std::string_view key, std::string_view value) {
  lines_.push_back({Kind::flag, std::string(key), "", "", std::string(value), ""});
  return *this;
}

Answer& Answer::row(std::string_view list, std::string text, std::string json) {
  lines_.push_back({Kind::row, std::string(list), std::move(text), "", std::move(json), ""});
  return *this;
}

std::string Answer::render(const Shell& shell) const { return shell.is_json() ? as_json() : as_text(shell); }

std::string Answer::as_text(const Shell& shell) const {
  std::string out;
  for (const auto& line : lines_) {
    if (line.kind == Kind::flag) continue;
    if (!out.empty()) out += '\n';
    if (line.kind == Kind::text)
      out += line.value;
    else if (line.kind == Kind::row)
      out += line.chinese;
    else
      out += std::string(shell.say(line.chinese, line.english)) + ' ' + line.value + line.suffix;
  }
  return out;
}

std::string Answer::as_json() const {
  JsonWriter json;
  json.begin_object();
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    const Line& line = lines_[i];
    if (line.kind == Kind::figure) json.member(line.key, line.value);
    if (line.kind == Kind::missing) json.key(line.key).null();
    if (line.kind == Kind::flag) json.key(line.key).raw(line.value);
    if (line.kind != Kind::row) continue;
    // Rows of one list follow each other.
    if (i == 0 || lines_[i - 1].kind != Kind::row || lines_[i - 1].key != line.key) json.key(line.key).begin_array();
    json.raw(line.value);
    if (i + 1 == lines_.size() || lines_[i + 1].kind != Kind::row || lines_[i + 1].key != line.key) json.end_array();
  }
  json.end_object();
  return json.take();
}

}  // namespace guatu::ui
