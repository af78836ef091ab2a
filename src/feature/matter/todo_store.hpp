// SPDX-License-Identifier: Apache-2.0
// The lines of a to-do list (待办、已办、我发起) with what is shown of their matters. A page is the beginning of one
// index walk for each audience, merged by the database; nothing is searched for, and what comes before the page is not
// read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "feature/matter/ask.hpp"
#include "feature/matter/matter.hpp"
#include "platform/db/database.hpp"

namespace guatu::matter {

struct TodoLine {
  std::optional<loop::Act> act;  // what is asked of him, or what he did; none: he started it
  std::optional<Id<unit::Unit>> unit;
  std::optional<Date> since;
  std::optional<Date> due;  // of this line
  bool is_provisional = false;
  std::optional<Date> on;  // when he did or started it
  Id<Matter> matter;
  std::string kind;
  std::string text;
  State state = State::draft;
  std::string side_state;
  std::optional<Id<unit::Unit>> lead;
  std::optional<Date> original_due;
  std::optional<Date> matter_due;
};

// What waits for any of these audiences, by due date, matter and slot. A line whose matter is not there (a workbook is
// just being taken back) is left out.
std::vector<TodoLine> load_lines_of(const db::Reader& reader, const std::vector<std::string>& audiences,
                                    std::int64_t offset, std::int64_t limit);
// What a person did, the latest first.
std::vector<TodoLine> load_lines_done_by(const db::Reader& reader, const std::string& person, std::int64_t offset,
                                         std::int64_t limit);
// So many, or `most` when there are more.
std::int64_t count_done_by(const db::Reader& reader, const std::string& person, std::int64_t most);

}  // namespace guatu::matter
