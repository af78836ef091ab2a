// SPDX-License-Identifier: Apache-2.0
#include "platform/api/list_query.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace guatu::api {
namespace {

bool holds(const std::vector<std::string>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

Problem unknown_parameter(std::string_view name, const std::string& known) {
  const std::string given(name.substr(0, 80));
  return {given, "api.parameter_unknown", {{"name", given}, {"choices", known}}};
}

class ListReading {
 public:
  explicit ListReading(const ListShape& shape) : shape_(shape) {
    query_.sort = shape.sorts.front();
    query_.direction = shape.direction;
  }

  void take(const std::string& name, const std::string& value) {
    if (!check_text(value, 200)) return problems_.push_back({name, "api.text_too_long", {{"max", "200"}}});
    if (holds(shape_.filters, name)) return take_filter(name, value);
    if (holds(shape_.others, name)) return;
    if (!seen_.insert(name).second) return problems_.push_back({name, "api.parameter_repeated", {}});
    if (name == "page")
      query_.page = bounded(name, value, kPageMax);
    else if (name == "page_size")
      query_.page_size = bounded(name, value, kPageSizeMax);
    else if (name == "sort")
      take_sort(value);
    else if (name == "q")
      query_.q = trim(value);
    else
      problems_.push_back(unknown_parameter(name, known()));
  }

  Result<ListQuery> finish() {
    if (problems_.empty()) return std::move(query_);
    return std::unexpected(Error{ErrorKind::invalid, std::move(problems_)});
  }

 private:
  std::string known() const {
    std::vector<std::string> names{"page", "page_size", "sort", "q"};
    names.insert(names.end(), shape_.filters.begin(), shape_.filters.end());
    names.insert(names.end(), shape_.others.begin(), shape_.others.end());
    return join(names, ", ");
  }

  int bounded(const std::string& name, const std::string& value, int max) {
    const auto number = Reading<std::int64_t>::from_text(value);
    if (number && *number >= 1 && *number <= max) return static_cast<int>(*number);
    problems_.push_back({name, "api.bad_page", {{"value", value}, {"max", std::to_string(max)}}});
    return 1;
  }

  void take_sort(std::string_view value) {
    query_.direction = value.starts_with('-') ? Direction::descending : Direction::ascending;
    if (value.starts_with('-')) value.remove_prefix(1);
    if (holds(shape_.sorts, value))
      query_.sort = value;
    else
      problems_.push_back(
          {"sort", "api.unknown_choice", {{"value", std::string(value)}, {"choices", join(shape_.sorts, ", ")}}});
  }

  void take_filter(const std::string& name, const std::string& value) {
    auto& values = query_.filters[name];
    if (values.size() < kFilterValuesMax) return values.push_back(value);
    problems_.push_back({name, "api.list_too_long", {{"max", std::to_string(kFilterValuesMax)}}});
  }

  const ListShape& shape_;
  ListQuery query_;
  std::set<std::string> seen_;
  std::vector<Problem> problems_;
};

}  // namespace

const std::vector<std::string>& ListQuery::filter(std::string_view name) const {
  static const std::vector<std::string> kAny;
  const auto found = filters.find(name);
  return found == filters.end() ? kAny : found->second;
}

bool ListQuery::admits(std::string_view filter, std::string_view value) const {
  const auto& wanted = this->filter(filter);
  return wanted.empty() || std::ranges::find(wanted, value) != wanted.end();
}

Result<ListQuery> parse_list_query(const http::Request& request, const ListShape& shape) {
  ListReading reading(shape);
  for (const auto& [name, value] : request.query) reading.take(name, value);
  return reading.finish();
}

void Parameters::refuse(std::string_view name, std::string code, ProblemArgs args) {
  problems_.push_back({std::string(name), std::move(code), std::move(args)});
}

void Parameters::add(std::string_view name, const Error& error) {
  for (const Problem& problem : error.problems) refuse(name, problem.code, problem.args);
}

Result<void> Parameters::finish() {
  for (const auto& [name, value] : request_->query)
    if (!asked_.contains(name))
      problems_.push_back(unknown_parameter(name, join({asked_.begin(), asked_.end()}, ", ")));
  if (problems_.empty()) return {};
  return std::unexpected(Error{ErrorKind::invalid, problems_});
}

}  // namespace guatu::api
