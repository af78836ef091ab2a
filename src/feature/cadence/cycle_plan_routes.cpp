// SPDX-License-Identifier: Apache-2.0
#include "feature/cadence/cycle_plan_routes.hpp"

#include "base/json_writer.hpp"
#include "feature/cadence/cycle_plan_actions.hpp"
#include "platform/api/call.hpp"
#include "platform/api/fields.hpp"
#include "platform/api/reply.hpp"

namespace guatu::cadence {
namespace {

using api::Call;
using http::Method;
using http::Reply;

constexpr std::size_t kNameMax = 100;

Reply reply_with(const db::Versioned<CyclePlan>& plan) {
  const CyclePlan& row = plan.row;
  JsonWriter json;
  json.begin_object().member("weekly_on", row.weekly_on).member("half_month_on", row.half_month_on);
  json.member("monthly_on", row.monthly_on).member("planned_weeks", row.planned_weeks);
  json.member("cut_off_lead", row.cut_off_lead).member("reminder_lead", row.reminder_lead);
  json.member("figures_due_day", row.figures_due_day).member("tolerance", format_decimal(row.tolerance));
  json.member("chair", row.chair).member("place", row.place).member("version", plan.version).end_object();
  return api::entity_reply(200, json, plan.version);
}

Result<Reply> put(Call& call) {
  GUATU_TRY(const std::int64_t expected, call.expected_version());
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  CyclePlan plan;
  fields.optional("weekly_on", plan.weekly_on);
  fields.optional("half_month_on", plan.half_month_on);
  fields.optional("monthly_on", plan.monthly_on);
  fields.optional("planned_weeks", plan.planned_weeks);
  fields.optional("cut_off_lead", plan.cut_off_lead);
  fields.optional("reminder_lead", plan.reminder_lead);
  fields.required("figures_due_day", plan.figures_due_day);
  fields.optional("tolerance", plan.tolerance);
  fields.optional_text("chair", plan.chair, kNameMax);
  fields.optional_text("place", plan.place, kNameMax);
  GUATU_CHECK(fields.finish());
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto edited, edit_plan(tx, plan, expected));
    return reply_with(edited);
  });
}

}  // namespace

std::vector<api::Route> cycle_plan_routes() {
  return {
      {.method = Method::get,
       .pattern = "/api/v1/cycle-plan",
       .right = "cycle.read",
       .summary = "When cycles are held, cut off and reminded of",
       .handle = [](Call& call) -> Result<Reply> { return reply_with(load_plan(call.reader())); }},
      {.method = Method::put,
       .pattern = "/api/v1/cycle-plan",
       .right = "cycle.edit",
       .summary = "Edit when cycles are held, cut off and reminded of",
       .handle = put},
  };
}

}  // namespace guatu::cadence
