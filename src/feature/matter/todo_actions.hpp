// SPDX-License-Identifier: Apache-2.0
// The personal to-do list (待办、已办、我发起), read from the lines that acts keep, and who signs inside a unit.
// Refuses what decide_signing refuses, store.version_conflict, api.no_such_record.
#pragma once

#include <vector>

#include "feature/matter/course_actions.hpp"
#include "feature/matter/todo_store.hpp"

namespace guatu::matter {

struct TodoPage {
  std::vector<TodoLine> lines;
  std::int64_t total = 0;
};

enum class Box { waiting, done, started };
inline constexpr Named<Box> kBoxes[] = {
    {Box::waiting, "waiting", "待办"}, {Box::done, "done", "已办"}, {Box::started, "started", "我发起"}};
constexpr std::span<const Named<Box>> names_of(Box) { return kBoxes; }

TodoPage load_todos(const db::Reader& reader, const Party& party, Box box, std::int64_t offset, std::int64_t limit);

// Version 1: nothing was ever set for the unit.
Result<db::Versioned<Signing>> find_signing(const db::Reader& reader, const Id<unit::Unit>& unit);
Result<db::Versioned<Signing>> set_signing(db::Tx& tx, const Id<unit::Unit>& unit,
                                           const std::vector<SigningLevel>& levels, std::int64_t expected_version);

}  // namespace guatu::matter
