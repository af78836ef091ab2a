// SPDX-License-Identifier: Apache-2.0
#include "engine/score/setting.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace guatu::score {

const Setting* Setting::find(std::string_view name) const {
  for (const auto& [key, value] : members)
    if (key == name) return &value;
  return nullptr;
}

TableReader::TableReader(const Setting* table, std::string place, std::vector<Problem>& problems)
    : table_(table), place_(std::move(place)), problems_(problems) {
  if (table_ == nullptr || table_->kind == Setting::Kind::table) return;
  report("", "score.table_expected");
  table_ = nullptr;
}

const Setting* TableReader::take(std::string_view name) {
  taken_.emplace(name);
  return table_ == nullptr ? nullptr : table_->find(name);
}

void TableReader::report(std::string_view name, const char* code, ProblemArgs args) {
  std::string place = place_;
  if (!name.empty()) place += (place.empty() ? "" : ".") + std::string(name);
  const Setting* setting = table_ == nullptr ? nullptr : table_->find(name);
  if (setting != nullptr && setting->line > 0) args.emplace("line", std::to_string(setting->line));
  problems_.push_back({std::move(place), code, std::move(args)});
}

std::string TableReader::text(std::string_view name, std::string_view otherwise) {
  const Setting* setting = take(name);
  if (setting == nullptr) return std::string(otherwise);
  if (setting->kind != Setting::Kind::text) report(name, "score.text_expected");
  return setting->text;
}

std::string TableReader::needed_text(std::string_view name) {
  std::string value = text(name);
  if (value.empty()) report(name, "score.key_needed", {{"key", std::string(name)}});
  return value;
}

std::optional<double> TableReader::number(std::string_view name) {
  const Setting* setting = take(name);
  if (setting == nullptr) return std::nullopt;
  if (setting->kind == Setting::Kind::number) return setting->number;
  report(name, "score.number_expected");
  return std::nullopt;
}

std::vector<std::string> TableReader::texts(std::string_view name) {
  std::vector<std::string> result;
  const Setting* setting = take(name);
  if (setting == nullptr) return result;
  if (setting->kind == Setting::Kind::text) return {setting->text};
  for (const Setting& one : setting->list) {
    if (one.kind != Setting::Kind::text) report(name, "score.text_expected");
    result.push_back(one.text);
  }
  if (setting->kind != Setting::Kind::list) report(name, "score.text_expected");
  return result;
}

std::vector<double> TableReader::numbers(std::string_view name) {
  std::vector<double> result;
  const Setting* setting = take(name);
  if (setting == nullptr) return result;
  if (setting->kind == Setting::Kind::number) return {setting->number};
  for (const Setting& one : setting->list) {
    if (one.kind != Setting::Kind::number) report(name, "score.number_expected");
    result.push_back(one.number);
  }
  if (setting->kind != Setting::Kind::list) report(name, "score.number_expected");
  return result;
}

std::size_t TableReader::choice(std::string_view name, std::string_view choices, std::size_t otherwise) {
  if (!has(name)) {
    take(name);
    return otherwise;
  }
  const std::string value = text(name);
  const auto known = split(choices, "|");
  const auto found = std::find(known.begin(), known.end(), value);
  if (found != known.end()) return static_cast<std::size_t>(found - known.begin());
  report(name, "score.choice_unknown", {{"value", value}, {"choices", join(known, ", ")}});
  return otherwise;
}

std::vector<const Setting*> TableReader::tables(std::string_view name) {
  std::vector<const Setting*> result;
  const Setting* setting = take(name);
  if (setting == nullptr) return result;
  if (setting->kind != Setting::Kind::list) {
    report(name, "score.list_of_tables_expected", {{"key", std::string(name)}});
    return result;
  }
  for (const Setting& one : setting->list) result.push_back(&one);
  return result;
}

void TableReader::refuse_the_rest() {
  if (table_ == nullptr) return;
  for (const auto& [key, value] : table_->members)
    if (!taken_.contains(key)) report(key, "score.key_unknown", {{"key", key}});
}

}  // namespace guatu::score
