// SPDX-License-Identifier: Apache-2.0
#include "main/routes.hpp"

#include <iterator>
#include <utility>

#include "feature/account/account_routes.hpp"
#include "feature/calendar/calendar_routes.hpp"
#include "feature/enterprise/enterprise_routes.hpp"
#include "feature/journal/journal_routes.hpp"
#include "feature/light/rule_set_routes.hpp"
#include "feature/matter/matter_routes.hpp"
#include "feature/project/project_routes.hpp"
#include "feature/system/system_routes.hpp"
#include "feature/unit/unit_routes.hpp"
#include "platform/resource/resource.hpp"

namespace guatu {
namespace {

struct Reading {
  std::string_view entity;
  std::string_view right;
};
constexpr Reading kReadings[] = {
    {"unit", "unit.read"},
    {"person", "unit.read"},
    {"enterprise", "register.read"},
    {"project", "register.read"},
    {"project_year", "register.read"},
    {"milestone", "register.read"},
    {"indicator", "register.read"},
    {"target", "register.read"},
    {"observation", "register.read"},
    {"matter", "register.read"},
    {"matter_duty", "register.read"},
    {"unit_signing", "unit.read"},
    {"cycle", "register.read"},
    {"rule_set", "rule.read"},
    {"calendar_year", "calendar.read"},
    {"rule_proposal", "rule.read"},
    {"account", "account.read"},
    {"acting_grant", "grant.read"},
    {"screen", "screen.read"},
};

void add(std::vector<api::Route>& all, std::vector<api::Route> more) {
  std::ranges::move(more, std::back_inserter(all));
}

// The texts built into the program under a folder of data, with their names.
template <class Text>
std::vector<Text> texts_under(std::string_view folder) {
  std::vector<Text> texts;
  for (const auto name : resource::names_under(folder)) texts.push_back({name, *resource::find(name)});
  return texts;
}

}  // namespace

std::vector<api::Route> all_routes(const RouteParts& parts) {
  std::vector<api::Route> all;
  add(all, account::account_routes(parts.gate));
  add(all, unit::unit_routes());
  add(all, enterprise::enterprise_routes());
  add(all, project::project_routes());
  add(all, matter::matter_routes(
               {*resource::find("data/matter/kinds.toml"), texts_under<calendar::YearText>("data/calendar")}));
  add(all, lights::rule_set_routes(texts_under<light::RuleText>("data/rule")));
  add(all, calendar::calendar_routes(texts_under<calendar::YearText>("data/calendar")));
  add(all, journal::journal_routes());
  add(all, system::system_routes(parts.running));
  return all;
}

std::string_view right_to_read(std::string_view entity) {
  for (const Reading& reading : kReadings)
    if (reading.entity == entity) return reading.right;
  return {};
}

}  // namespace guatu
