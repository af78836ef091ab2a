// SPDX-License-Identifier: Apache-2.0
#include "feature/matter/todo_store.hpp"

#include <fmt/format.h>

#include "platform/db/codec.hpp"

namespace guatu::matter {
namespace {

// What every line shows of its matter; what belongs to the line itself follows.
constexpr std::string_view kMatterColumns =
    "m.id, m.kind, m.text, m.state, m.side_state, m.lead, m.original_due, m.due, m.registered_on";
constexpr int kOwn = 9;

template <class T>
T cell_of(const db::Cursor& cursor, int column) {
  return db::Codec<T>::decode(cursor.cell(column));
}

TodoLine line_of_matter(const db::Cursor& cursor) {
  TodoLine line;
  line.matter = cell_of<Id<Matter>>(cursor, 0);
  line.kind = cell_of<std::string>(cursor, 1);
  line.text = cell_of<std::string>(cursor, 2);
  line.state = cell_of<State>(cursor, 3);
  line.side_state = cell_of<std::string>(cursor, 4);
  line.lead = cell_of<std::optional<Id<unit::Unit>>>(cursor, 5);
  line.original_due = cell_of<std::optional<Date>>(cursor, 6);
  line.matter_due = cell_of<std::optional<Date>>(cursor, 7);
  return line;
}

TodoLine duty_line(const db::Cursor& cursor) {
  TodoLine line = line_of_matter(cursor);
  line.act = cell_of<std::optional<loop::Act>>(cursor, kOwn);
  line.unit = cell_of<std::optional<Id<unit::Unit>>>(cursor, kOwn + 1);
  line.since = cell_of<std::optional<Date>>(cursor, kOwn + 2);
  line.due = cell_of<Date>(cursor, kOwn + 3);
  if (line.due == kNoDue) line.due.reset();
  line.is_provisional = cell_of<std::string>(cursor, kOwn + 4) == "provisional";
  if (!line.act) line.on = cell_of<std::optional<Date>>(cursor, 8);
  return line;
}

TodoLine act_line(const db::Cursor& cursor) {
  TodoLine line = line_of_matter(cursor);
  line.act = cell_of<loop::Act>(cursor, kOwn);
  line.unit = cell_of<std::optional<Id<unit::Unit>>>(cursor, kOwn + 1);
  line.on = cell_of<Date>(cursor, kOwn + 2);
  return line;
}

std::vector<TodoLine> load_each_line(const db::Reader& reader, const std::string& sql, const db::Args& args,
                                     TodoLine (*line_of)(const db::Cursor&)) {
  std::vector<TodoLine> lines;
  reader.rows(sql, args, [&](const db::Cursor& cursor) { lines.push_back(line_of(cursor)); });
  return lines;
}

}  // namespace

std::vector<TodoLine> load_lines_of(const db::Reader& reader, const std::vector<std::string>& audiences,
                                    std::int64_t offset, std::int64_t limit) {
  db::Args args{{"most", limit}, {"offset", offset}};
  std::string walks;
  for (std::size_t i = 0; i < audiences.size(); ++i) {
    const std::string name = fmt::format("a{}", i);
    walks += fmt::format("{}SELECT due, matter, slot FROM matter_duty WHERE audience = :{}",
                         i == 0 ? "" : " UNION ALL ", name);
    args.push_back({name, audiences[i]});
  }
  return load_each_line(
      reader,
      fmt::format("SELECT {}, d.act, d.unit, d.since, d.due, d.certainty FROM "
                  "({} ORDER BY due, matter, slot LIMIT :most OFFSET :offset) wanted "
                  "JOIN matter_duty d ON d.matter = wanted.matter AND d.slot = wanted.slot "
                  "JOIN matter m ON m.id = wanted.matter ORDER BY wanted.due, wanted.matter, wanted.slot",
                  kMatterColumns, walks),
      args, duty_line);
}

std::vector<TodoLine> load_lines_done_by(const db::Reader& reader, const std::string& person, std::int64_t offset,
                                         std::int64_t limit) {
  static const std::string kSql = fmt::format(
      "SELECT {}, coalesce(a.signed_act, a.act), a.unit, a.acted_on FROM "
      "(SELECT matter, sequence FROM matter_act WHERE person = :person "
      "ORDER BY person DESC, acted_on DESC, matter DESC, sequence DESC LIMIT :most OFFSET :offset) wanted "
      "JOIN matter_act a ON a.matter = wanted.matter AND a.sequence = wanted.sequence "
      "JOIN matter m ON m.id = wanted.matter ORDER BY a.acted_on DESC, a.matter DESC, a.sequence DESC",
      kMatterColumns);
  return load_each_line(reader, kSql, {{"person", person}, {"most", limit}, {"offset", offset}}, act_line);
}

std::int64_t count_done_by(const db::Reader& reader, const std::string& person, std::int64_t most) {
  return reader
      .query_value<std::int64_t>(
          "SELECT count(*) FROM (SELECT person FROM matter_act WHERE person = :person LIMIT :most) counted",
          {{"person", person}, {"most", most}})
      .value_or(0);
}

}  // namespace guatu::matter
