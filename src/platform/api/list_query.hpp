// SPDX-License-Identifier: Apache-2.0
// ListQuery (列表查询): page, page_size, sort, q and filters of a list's address as a value, and other parameters read
// like fields. What a list does not know is refused with what it knows; a filter given several times means any of
// its values.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "platform/api/reading.hpp"
#include "platform/http/message.hpp"

namespace guatu::api {

inline constexpr int kPageSizeMax = 100;
inline constexpr int kPageMax = 1'000'000;
inline constexpr std::size_t kFilterValuesMax = 100;

enum class Direction { ascending, descending };

struct ListShape {
  std::vector<std::string> sorts;              // the first one is the order without `sort`
  std::vector<std::string> filters;            // names of fields
  std::vector<std::string> others{};           // parameters that the caller reads himself
  Direction direction = Direction::ascending;  // without `sort`
};

struct ListQuery {
  int page = 1;
  int page_size = 50;
  std::string sort;
  Direction direction = Direction::ascending;
  std::string q;  // part of a name; empty: all
  std::map<std::string, std::vector<std::string>, std::less<>> filters;

  std::int64_t offset() const { return std::int64_t{page - 1} * page_size; }
  const std::vector<std::string>& filter(std::string_view name) const;  // empty: any
  bool admits(std::string_view filter, std::string_view value) const;   // any, or one of the filter's values
};

// Refuses api.parameter_unknown, api.parameter_repeated, api.bad_page, api.unknown_choice (sort).
Result<ListQuery> parse_list_query(const http::Request& request, const ListShape& shape);

// The query of anything else than a list, read as Fields reads a body.
class Parameters {
 public:
  explicit Parameters(const http::Request& request) : request_(&request) {}

  template <class T>
  void required(std::string_view name, T& out) {
    std::optional<T> read;
    optional(name, read);
    if (read) out = std::move(*read);
    if (!request_->query_value(name) || request_->query_value(name)->empty()) refuse(name, "api.parameter_missing");
  }
  template <class T>
  void optional(std::string_view name, std::optional<T>& out) {
    asked_.emplace(name);
    const auto text = request_->query_value(name);
    if (!text || text->empty()) return;
    auto read = check_text(*text, kTextMax) ? Reading<T>::from_text(*text) : Result<T>(unknown_choice(*text, "—"));
    if (read)
      out = std::move(*read);
    else
      add(name, read.error());
  }
  void refuse(std::string_view name, std::string code, ProblemArgs args = {});
  // Refuses api.parameter_unknown beside everything above.
  Result<void> finish();

 private:
  void add(std::string_view name, const Error& error);

  const http::Request* request_;
  std::set<std::string, std::less<>> asked_;
  std::vector<Problem> problems_;
};

}  // namespace guatu::api
