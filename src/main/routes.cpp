// SPDX-License-Identifier: Apache-2.0
#include "main/routes.hpp"

#include <iterator>
#include <utility>

#include "feature/account/account_routes.hpp"
#include "feature/system/system_routes.hpp"

namespace guatu {
namespace {

struct Reading {
  std::string_view entity;
  std::string_view right;
};
constexpr Reading kReadings[] = {
    {"unit", "unit.read"},          {"person", "unit.read"},           {"enterprise", "register.read"},
    {"project", "register.read"},   {"project_year", "register.read"}, {"milestone", "register.read"},
    {"indicator", "register.read"}, {"target", "register.read"},       {"observation", "register.read"},
    {"matter", "register.read"},    {"cycle", "register.read"},        {"rule_set", "rule.read"},
    {"calendar", "calendar.read"},  {"account", "account.read"},
    {"acting_grant", "grant.read"}, {"screen", "screen.read"},
};

void add(std::vector<api::Route>& all, std::vector<api::Route> more) {
  std::ranges::move(more, std::back_inserter(all));
}

}  // namespace

std::vector<api::Route> all_routes(const RouteParts& parts) {
  std::vector<api::Route> all;
  add(all, account::account_routes(parts.gate));
  add(all, system::system_routes(parts.running));
  return all;
}

std::string_view right_to_read(std::string_view entity) {
  for (const Reading& reading : kReadings)
    if (reading.entity == entity) return reading.right;
  return {};
}

}  // namespace guatu
