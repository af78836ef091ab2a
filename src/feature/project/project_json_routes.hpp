// SPDX-License-Identifier: Apache-2.0
// What the project routes (项目接口) share: how a project and what hangs on it are written, which relations a record
// has, how its number stands in a path.
#pragma once

#include <vector>

#include "base/json_writer.hpp"
#include "feature/project/project_list_actions.hpp"
#include "platform/api/call.hpp"
#include "platform/api/listing.hpp"

namespace guatu::project {

const std::vector<api::RelationColumn>& relation_columns();
Result<std::vector<api::Relation>> relations_of_path(api::Call& call);
Id<Project> id_in_path(const api::Call& call);
// Refuses api.no_such_record: what is no number names nothing.
Result<std::int64_t> number_in_path(const api::Call& call, std::string_view parameter);

void write_members(JsonWriter& json, const Project& project);
void write_months(JsonWriter& json, std::string_view name, const MonthlyMoney& months);
void write_json(JsonWriter& json, const db::Versioned<ProjectYear>& year);
void write_json(JsonWriter& json, const db::Versioned<Adjustment>& adjustment);
http::Reply project_reply(int status, const db::Versioned<Project>& project);

// {"items":[…]}; `write` writes one.
template <class Row, class Write>
http::Reply items_reply(const std::vector<Row>& rows, const Write& write) {
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const Row& row : rows) write(json, row);
  return http::json_reply(200, json.end_array().end_object().take());
}

}  // namespace guatu::project
