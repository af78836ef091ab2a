// SPDX-License-Identifier: Apache-2.0
// Matters on the wire (事项): what routes of matters share. The rules they go by, the caller as a party to a matter,
// its relations, and rows and details as JSON. Refuses what loading refuses.
#pragma once

#include <memory>
#include <vector>

#include "base/json_writer.hpp"
#include "feature/matter/matter_routes.hpp"
#include "feature/matter/view_actions.hpp"
#include "platform/api/call.hpp"

namespace guatu::matter {

struct Ground {  // what does not change while the server runs
  std::vector<loop::Kind> kinds;
  std::vector<calendar::YearText> years;
};
using SharedGround = std::shared_ptr<const Ground>;

Result<Rulebook> rules_of(const Ground& ground, const db::Reader& reader);
Party party_of(const api::Caller& caller, const db::Reader& reader);
Id<Matter> matter_in_path(const api::Call& call);
Result<std::vector<api::Relation>> relations_of_matter(api::Call& call);

void write_row(JsonWriter& json, const Matter& row, std::int64_t version, const Ground& ground, Date today);
// `json` stands before the object.
void write_view(JsonWriter& json, const MatterView& view, const Ground& ground, Date today);
// The matter as it is in the transaction, for who has just changed it.
Result<http::Reply> detail_reply(int status, const db::Reader& reader, const Rulebook& rules, const Party& party,
                                 const Id<Matter>& id, const Ground& ground, Date today);

void write_kinds(JsonWriter& json, const std::vector<loop::Kind>& kinds);

std::vector<api::Route> act_routes(const SharedGround& ground);
std::vector<api::Route> todo_routes(const SharedGround& ground);

}  // namespace guatu::matter
