// SPDX-License-Identifier: Apache-2.0
#include "platform/api/fields.hpp"

#include "base/text.hpp"

namespace guatu::api {

Fields::Fields(const json::Value& object, std::string place) : object_(object), place_(std::move(place)) {}

std::string Fields::place_of(std::string_view name) const {
  return place_.empty() ? std::string(name) : place_ + "." + std::string(name);
}

void Fields::refuse(std::string_view name, std::string code, ProblemArgs args) {
  problems_.push_back({place_of(name), std::move(code), std::move(args)});
}

void Fields::add(const Error& error, const std::string& place) {
  for (Problem problem : error.problems) {
    problem.place = place;
    problems_.push_back(std::move(problem));
  }
}

void Fields::add(const Result<void>& nested) {
  if (nested) return;
  problems_.insert(problems_.end(), nested.error().problems.begin(), nested.error().problems.end());
}

std::optional<json::Value> Fields::take(std::string_view name) {
  asked_.emplace(name);
  const auto value = object_.find(name);
  return value && !value->is_null() ? value : std::nullopt;
}

void Fields::required_text(std::string_view name, std::string& out, std::size_t characters_max) {
  optional_text(name, out, characters_max);
  const auto value = object_.find(name);
  const bool was_refused = value && !value->is_null() && !value->as_text();
  if (out.empty() && !was_refused && (problems_.empty() || problems_.back().place != place_of(name)))
    refuse(name, "api.field_missing");
}

void Fields::optional_text(std::string_view name, std::string& out, std::size_t characters_max) {
  out.clear();
  const auto value = take(name);
  if (!value) return;
  const auto text = read_text(*value, characters_max);
  if (text)
    out = trim(*text);
  else
    add(text.error(), place_of(name));
}

void Fields::optional(std::string_view name, std::optional<bool>& out) {
  out.reset();
  const auto value = take(name);
  if (!value) return;
  out = value->as_boolean();
  if (!out) refuse(name, "api.wrong_type", {{"expected", "boolean"}});
}

std::optional<json::Value> Fields::object(std::string_view name) {
  const auto value = take(name);
  if (!value || value->is_object()) return value;
  refuse(name, "api.wrong_type", {{"expected", "object"}});
  return std::nullopt;
}

std::vector<json::Value> Fields::objects(std::string_view name) {
  std::vector<json::Value> found;
  const auto value = take(name);
  if (!value) return found;
  if (!value->is_array()) {
    refuse(name, "api.wrong_type", {{"expected", "list"}});
    return found;
  }
  if (value->size() > kListMax) {
    refuse(name, "api.list_too_long", {{"max", std::to_string(kListMax)}});
    return found;
  }
  for (std::size_t i = 0; i < value->size(); ++i) {
    if (value->at(i).is_object())
      found.push_back(value->at(i));
    else
      refuse(std::string(name) + "[" + std::to_string(i) + "]", "api.wrong_type", {{"expected", "object"}});
  }
  return found;
}

Result<void> Fields::finish() {
  for (std::size_t i = 0; i < object_.size(); ++i)
    if (!asked_.contains(object_.key_at(i)))
      refuse(object_.key_at(i).substr(0, 80), "api.field_unknown",
             {{"field", std::string(object_.key_at(i).substr(0, 80))}});
  if (problems_.empty()) return {};
  return std::unexpected(Error{ErrorKind::invalid, problems_});
}

}  // namespace guatu::api
