// SPDX-License-Identifier: Apache-2.0
// How a page is asked for depends on how many rows it is chosen from: many are met soon when the order's index is
// walked; few are looked up first and then sorted. Which one is known before, because the total is.
#include "platform/db/page.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <iterator>

#include "base/assert.hpp"
#include "base/json_writer.hpp"
#include "base/text.hpp"
#include "platform/db/change_read.hpp"
#include "platform/db/dialect.hpp"
#include "platform/db/past.hpp"
#include "platform/db/row_writer.hpp"
#include "platform/db/total_cache.hpp"

namespace guatu::db {
namespace {

const ColumnShape& column_of(const TableShape& shape, std::string_view name) {
  const auto found = std::ranges::find(shape.columns, name, &ColumnShape::name);
  GUATU_ASSERT(found != shape.columns.end());
  return *found;
}

bool has_ascii_letter(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

std::string like_pattern(std::string_view text) {
  std::string pattern = "%";
  for (const char letter : text) {
    if (letter == '%' || letter == '_' || letter == '\\') pattern += '\\';
    pattern += letter;
  }
  return pattern + "%";
}

// Columns in conditions as they are, or so that no index of theirs is taken.
enum class Use { plain, without_index };

// "column = :p1 AND …" with its arguments; empty: all rows.
class Conditions {
 public:
  Conditions(const TableShape& shape, Product product, const PageQuery& query, Use use)
      : shape_(shape), product_(product), use_(use) {
    for (const Filter& filter : query.filters)
      if (!filter.values.empty()) terms_.push_back(any_of(filter));
    for (const Range& range : query.ranges) add(range);
    if (!query.scope.empty()) {
      std::vector<std::string> parts;
      for (const Filter& filter : query.scope) parts.push_back(any_of(filter));
      terms_.push_back("(" + join(parts, " OR ") + ")");
    }
    if (!query.search.empty()) add_search(query.search_columns, query.search);
  }

  std::string text() const { return join(terms_, " AND "); }
  const Args& args() const { return args_; }

 private:
  std::string column(std::string_view name) const {
    const ColumnShape& shape = column_of(shape_, name);
    if (use_ == Use::plain) return shape.name;
    return "(" + shape.name + (shape.kind == CellKind::integer ? " + 0)" : " || '')");
  }
  std::string parameter(Arg arg) {
    arg.name = "p" + std::to_string(args_.size());
    args_.push_back(std::move(arg));
    return ":" + args_.back().name;
  }

  // A list is kept as JSON, so an element stands in it with its quotes.
  std::string any_element_of(const Filter& filter) {
    std::vector<std::string> parts;
    for (const auto& value : filter.values) {
      std::string element;
      append_json_text(element, value);
      parts.push_back((product_ == Product::sqlite ? "instr(" : "strpos(") + column_of(shape_, filter.column).name +
                      ", " + parameter(Arg("", element)) + ") > 0");
    }
    return parts.empty() ? "1 = 0" : "(" + join(parts, " OR ") + ")";
  }

  std::string any_of(const Filter& filter) {
    if (filter.match == Match::element) return any_element_of(filter);
    const bool is_integer = column_of(shape_, filter.column).kind == CellKind::integer;
    std::vector<std::string> places;
    for (const auto& value : filter.values) {
      if (!is_integer) {
        places.push_back(parameter(Arg("", value)));
        continue;
      }
      std::int64_t number = 0;
      const auto read = std::from_chars(value.data(), value.data() + value.size(), number);
      if (read.ec == std::errc() && read.ptr == value.data() + value.size())
        places.push_back(parameter(Arg("", number)));
    }
    if (places.empty()) return "1 = 0";
    if (places.size() == 1) return column(filter.column) + " = " + places.front();
    // The last one again up to a power of two: few different texts, and statements are kept by their text.
    const Arg last = args_.back();
    while (!std::has_single_bit(places.size())) places.push_back(parameter(last));
    return column(filter.column) + " IN (" + join(places, ", ") + ")";
  }

  void add(const Range& range) {
    if (range.from) terms_.push_back(column(range.column) + " >= " + parameter(*range.from));
    if (range.until) terms_.push_back(column(range.column) + " <= " + parameter(*range.until));
  }

  void add_search(const std::vector<std::string>& columns, std::string_view text) {
    GUATU_ASSERT(!columns.empty());
    // Both databases fold ASCII letters only: SQLite always, PostgreSQL in collation C. Without any the bytes decide.
    const bool folds = has_ascii_letter(text);
    const std::string value = parameter(Arg("", folds ? like_pattern(text) : std::string(text)));
    const bool on_sqlite = product_ == Product::sqlite;
    std::vector<std::string> parts;
    for (const auto& name : columns) {
      const std::string& plain = column_of(shape_, name).name;
      if (folds)
        parts.push_back(plain + (on_sqlite ? " LIKE " : " ILIKE ") + value + " ESCAPE '\\'");
      else
        parts.push_back((on_sqlite ? "instr(" : "strpos(") + plain + ", " + value + ") > 0");
    }
    terms_.push_back("(" + join(parts, " OR ") + ")");
  }

  const TableShape& shape_;
  Product product_;
  Use use_;
  std::vector<std::string> terms_;
  Args args_;
};

std::string where(const std::vector<std::string>& terms) {
  std::vector<std::string> used;
  std::ranges::copy_if(terms, std::back_inserter(used), [](const std::string& term) { return !term.empty(); });
  return used.empty() ? std::string() : " WHERE " + join(used, " AND ");
}

std::string question_of(const std::string& sql, const Args& args) {
  std::string question = sql;
  for (const Arg& arg : args) {
    question.push_back('\0');
    question += arg.kind == CellKind::integer ? std::to_string(arg.integer) : arg.text;
  }
  return question;
}

class PageLoader {
 public:
  PageLoader(const Reader& reader, const TableShape& shape, const PageQuery& query)
      : reader_(reader),
        shape_(shape),
        query_(query),
        product_(reader.connection().dialect().product),
        sort_(column_of(shape, query.sort)),
        plain_(shape, product_, query, Use::plain),
        walked_(shape, product_, query, Use::without_index) {}

  std::int64_t total() const { return count({plain_.text()}); }
  void each_row(std::int64_t total, const std::function<void(const Cursor&)>& each) const;

 private:
  enum class Way { walk_order, look_up_and_sort };

  std::int64_t count(const std::vector<std::string>& terms) const;
  Way way_to(std::int64_t total) const;
  std::string select_chosen(Way way, const std::string& part) const;
  std::string has_value(Way way) const;
  std::string order() const;
  std::int64_t run(const std::string& select, std::int64_t offset, std::int64_t limit,
                   const std::function<void(const Cursor&)>& each) const;

  const Reader& reader_;
  const TableShape& shape_;
  const PageQuery& query_;
  Product product_;
  const ColumnShape& sort_;
  Conditions plain_;
  Conditions walked_;
};

// Terms that are not of the query take no arguments.
std::int64_t PageLoader::count(const std::vector<std::string>& terms) const {
  const std::string sql = "SELECT count(*) FROM " + shape_.entity + where(terms);
  const Args& args = terms.front().empty() ? Args{} : plain_.args();
  TotalCache* cache = reader_.totals();
  const std::string question = cache == nullptr ? std::string() : question_of(sql, args);
  if (cache != nullptr)
    if (const auto known = cache->find(reader_, shape_.entity, question)) return *known;
  const std::int64_t total = reader_.query_value<std::int64_t>(sql, args).value_or(0);
  if (cache != nullptr) cache->keep(reader_, question, total);
  return total;
}

// Walking meets one wanted row in rows/total; looking up touches all of `total` and sorts them.
PageLoader::Way PageLoader::way_to(std::int64_t total) const {
  if (plain_.text().empty()) return Way::walk_order;
  const std::int64_t rows = count({""});
  return total * total > rows * (query_.offset + query_.limit) ? Way::walk_order : Way::look_up_and_sort;
}

// The wanted rows of which `part` holds, without their order.
std::string PageLoader::select_chosen(Way way, const std::string& part) const {
  if (way == Way::walk_order) return select_versioned(shape_, where({walked_.text(), part}));
  if (product_ == Product::postgres) {
    // Its planner would else take a search for a condition that many rows meet, and walk the order.
    TableShape found = shape_;
    found.entity = "found";
    return "WITH found AS MATERIALIZED (" + select_versioned(shape_, where({plain_.text()})) + ") " +
           select_versioned(found, where({part}));
  }
  const std::string key = join(key_names(shape_), ", ");
  const std::string chosen =
      "(" + key + ") IN (SELECT " + key + " FROM " + shape_.entity + where({plain_.text()}) + ")";
  return select_versioned(shape_, where({chosen, part}));
}

// As a range, so that the order's index begins behind the rows without a value.
std::string PageLoader::has_value(Way way) const {
  if (way == Way::look_up_and_sort) return sort_.name + " IS NOT NULL";
  return sort_.name + (sort_.kind == CellKind::integer ? " >= -9223372036854775807" : " >= ''");
}

std::string PageLoader::order() const {
  const std::string direction = query_.order == SortOrder::descending ? " DESC" : "";
  std::string order = " ORDER BY " + sort_.name + direction;
  for (const auto& name : key_names(shape_))
    if (name != sort_.name) order += ", " + name + direction;
  return order;
}

std::int64_t PageLoader::run(const std::string& select, std::int64_t offset, std::int64_t limit,
                             const std::function<void(const Cursor&)>& each) const {
  Args args = plain_.args();
  args.push_back({"page_limit", limit});
  args.push_back({"page_offset", offset});
  std::int64_t rows = 0;
  reader_.rows(select + order() + " LIMIT :page_limit OFFSET :page_offset", args, [&](const Cursor& cursor) {
    ++rows;
    each(cursor);
  });
  return rows;
}

void PageLoader::each_row(std::int64_t total, const std::function<void(const Cursor&)>& each) const {
  if (query_.offset >= total || query_.limit <= 0) return;
  const Way way = way_to(total);
  const std::int64_t given = run(select_chosen(way, has_value(way)), query_.offset, query_.limit, each);
  if (given == query_.limit || query_.offset + given == total) return;
  // The rest has no value in the column it is sorted by.
  const std::int64_t with_value =
      given > 0 ? query_.offset + given : count({plain_.text(), sort_.name + " IS NOT NULL"});
  run(select_chosen(way, sort_.name + " IS NULL"), query_.offset + given - with_value, query_.limit - given, each);
}

std::int64_t read_page(const Reader& reader, const TableShape& shape, const PageQuery& query,
                       const std::function<void(const Cursor&)>& each) {
  const PageLoader loader(reader, shape, query);
  const std::int64_t total = loader.total();
  loader.each_row(total, each);
  return total;
}

}  // namespace

std::int64_t each_of_page(const Reader& reader, const TableShape& shape, const PageQuery& query,
                          const std::function<void(const Cursor&)>& each) {
  if (query.as_of && has_changed(reader, {shape.entity}, *query.as_of, reader.position())) {
    GUATU_ASSERT(reader.pasts() != nullptr);
    return read_page(reader.pasts()->open(reader, shape, *query.as_of), shape, query, each);
  }
  return read_page(reader, shape, query, each);
}

}  // namespace guatu::db
