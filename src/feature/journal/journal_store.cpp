// SPDX-License-Identifier: Apache-2.0
#include "feature/journal/journal_store.hpp"

#include "base/json_writer.hpp"
#include "base/text.hpp"

namespace guatu::journal {
namespace {

// {"position":7,"recorded_at":"2026-09-21T00:00:07.000000Z","actor":"linyan",…
std::string pattern_of_actor(const std::string& actor) {
  std::string name;
  append_json_text(name, actor);
  for (const char* special : {"\\", "%", "_"})
    name = replace_all(std::move(name), special, std::string("\\") + special);
  return R"({"position":%,"recorded\_at":"____-__-__T__:__:__.______Z","actor":)" + name + ",%";
}

class Where {
 public:
  void in(std::string_view column, const std::vector<std::string>& values) {
    if (values.empty()) return;
    std::vector<std::string> names;
    for (const auto& value : values) names.push_back(parameter(value));
    add(std::string(column) + " IN (" + join(names, ", ") + ")");
  }
  void by(const std::vector<std::string>& actors) {
    if (actors.empty()) return;
    std::vector<std::string> parts;
    for (const auto& actor : actors)
      parts.push_back("entry LIKE " + parameter(pattern_of_actor(actor)) + " ESCAPE '\\'");
    add("(" + join(parts, " OR ") + ")");
  }
  void naming(const std::string& text) {
    if (text.empty()) return;
    std::string pattern = text;
    for (const char* special : {"\\", "%", "_"})
      pattern = replace_all(std::move(pattern), special, std::string("\\") + special);
    const std::string name = parameter("%" + pattern + "%");
    add("(kind LIKE " + name + " ESCAPE '\\' OR subject LIKE " + name + " ESCAPE '\\')");
  }
  void at(std::string_view comparison, const std::optional<Instant>& instant) {
    if (instant) add("recorded_at " + std::string(comparison) + " " + parameter(*instant));
  }

  const std::string& sql() const { return sql_; }
  db::Args& args() { return args_; }

 private:
  template <class T>
  std::string parameter(const T& value) {
    const std::string name = "p" + std::to_string(args_.size());
    args_.push_back({name, value});
    return ":" + name;
  }
  void add(const std::string& condition) { sql_ += (sql_.empty() ? " WHERE " : " AND ") + condition; }

  std::string sql_;
  db::Args args_;
};

}  // namespace

FoundEntries find_entries(const db::Reader& reader, const EntryQuery& query) {
  Where where;
  where.in("kind", query.kinds);
  where.in("subject", query.subjects);
  where.by(query.actors);
  where.naming(query.search);
  where.at(">=", query.from);
  where.at("<", query.before);
  FoundEntries found;
  found.total =
      reader.query_value<std::int64_t>("SELECT count(*) FROM journal" + where.sql(), where.args()).value_or(0);
  where.args().push_back({"limit", query.limit});
  where.args().push_back({"offset", query.offset});
  const std::string direction = query.order == Order::oldest_first ? "" : " DESC";
  for (auto& [entry] : reader.query<std::string>("SELECT entry FROM journal" + where.sql() + " ORDER BY position" +
                                                     direction + " LIMIT :limit OFFSET :offset",
                                                 where.args()))
    found.entries.push_back(std::move(entry));
  return found;
}

std::vector<StampedRow> rows_of_entry(const db::Reader& reader, db::Position position) {
  std::vector<StampedRow> rows;
  for (auto& [entity, id, version, digest] : reader.query<std::string, std::string, std::int64_t, std::string>(
           "SELECT entity, id, version, digest FROM row_version WHERE position = :position "
           "ORDER BY entity, id, version LIMIT 1000",
           {{"position", position}}))
    rows.push_back({std::move(entity), std::move(id), version, std::move(digest)});
  return rows;
}

}  // namespace guatu::journal
