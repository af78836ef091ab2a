// SPDX-License-Identifier: Apache-2.0
// Who may see which figures (指标权限), for the routes of this topic: an indicator is related to the unit that answers
// for it, to its source, and to every unit that has a target of it; one unit's figures to that unit besides. And what
// the routes share in reading and writing JSON.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_writer.hpp"
#include "feature/indicator/indicator_edit_actions.hpp"
#include "platform/api/call.hpp"
#include "platform/api/caller.hpp"
#include "platform/api/fields.hpp"

namespace guatu::indicator {

Id<Indicator> indicator_in_path(const api::Call& call);
Id<unit::Unit> unit_in_path(const api::Call& call);

// Of the indicator, and of one unit's part of it.
std::vector<api::Relation> relations_of(const Indicator& indicator, const std::vector<unit::Unit>& units);
std::vector<api::Relation> relations_of(const Indicator& indicator, const std::vector<unit::Unit>& units,
                                        const Id<unit::Unit>& whose);
std::vector<api::Relation> relations_of_source(const std::string& source, const std::vector<unit::Unit>& units);

// Route::relations. Refuse api.no_such_record.
Result<std::vector<api::Relation>> relations_of_indicator(api::Call& call);  // with every unit that has a target
Result<std::vector<api::Relation>> relations_of_part(api::Call& call);       // unit in the path

bool may_see(const api::Caller& caller, const std::vector<api::Relation>& relations);

// The version a change was made from; none without If-Match, or with "0": the record must be new.
Result<ExpectedVersion> expected_or_new(const api::Call& call);
// Every value of a repeated parameter.
std::vector<std::string> values_of(const http::Request& request, std::string_view name);

// 200 for a change and 201 with an address for what was made.
http::Reply put_reply(JsonWriter& json, std::int64_t version, ExpectedVersion expected, std::string location);

// A list whose elements may be null: values typed, month shares.
struct Keyed {
  std::optional<Decimal> value;
};

void member(JsonWriter& json, std::string_view name, const std::optional<Decimal>& value);
void percent_member(JsonWriter& json, std::string_view name, const std::optional<Ratio>& share);  // one decimal
void write_name(JsonWriter& json, std::string_view name, const Id<unit::Unit>& id,
                const std::vector<unit::Unit>& units);

}  // namespace guatu::indicator

namespace guatu::api {

template <>
struct Reading<indicator::Keyed> {
  static Result<indicator::Keyed> from_json(const json::Value& value) {
    if (value.is_null()) return indicator::Keyed{};
    GUATU_TRY(const Decimal decimal, read_json<Decimal>(value));
    return indicator::Keyed{decimal};
  }
};

}  // namespace guatu::api
