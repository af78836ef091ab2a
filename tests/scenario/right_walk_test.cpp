// SPDX-License-Identifier: Apache-2.0
// Walks every route as every role, over records of one's own units, records one's unit assists and foreign ones, and
// compares who gets through with the table of rights. Handlers are left out: what is asked is whether the guard lets
// the caller reach them. A route over records that is not in the table below fails the walk.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.hpp"
#include "feature/account/account_routes.hpp"
#include "feature/account/account_store.hpp"
#include "feature/enterprise/enterprise_actions.hpp"
#include "feature/form/form_store.hpp"
#include "feature/indicator/indicator_actions.hpp"
#include "feature/indicator/statistic_store.hpp"
#include "feature/matter/matter_actions.hpp"
#include "feature/project/project_actions.hpp"
#include "feature/unit/unit_actions.hpp"
#include "platform/api/dispatcher.hpp"
#include "platform/api/reply.hpp"
#include "platform/crypto/digest.hpp"
#include "tests/scenario/world.hpp"

namespace guatu::testing {
namespace {

const Instant kNow = Clock::system().now();
constexpr const char* kNobody = "nobody";
constexpr const char* kScreen = "screen";

// How a record is related to U18, where every walker has his post, and to its person 沈亦舟.
struct Record {
  std::string name;
  std::string id;
  std::vector<std::string> relations;
};

struct Resource {
  std::string_view pattern;  // prefix of the routes over it
  std::vector<Record> records;
};

const std::vector<Resource>& resources() {
  static const std::vector<Resource> kResources{
      {"/api/v1/enterprises/{id}",
       {{"own", "E-own", {"responsible", "contact"}},
        {"below", "E-below", {"responsible"}},
        {"foreign", "E-foreign", {}}}},
      {"/api/v1/projects/{id}",
       {{"own", "P-own", {"responsible", "contact", "project_lead"}},
        {"below", "P-below", {"responsible"}},
        {"assisting", "P-assisting", {"assisting"}},
        {"foreign", "P-foreign", {}}}},
      {"/api/v1/forms/{id}", {{"own", "F-own", {"responsible"}}, {"foreign", "F-foreign", {}}}},
      {"/api/v1/indicators/{id}",
       {{"own", "I-own", {"responsible"}}, {"released by us", "I-source", {"source"}}, {"foreign", "I-foreign", {}}}},
      {"/api/v1/transcriptions/{id}", {{"own", "T-own", {"source"}}, {"foreign", "T-foreign", {}}}},
      {"/api/v1/corrections/{id}", {{"own", "C-own", {"source"}}, {"foreign", "C-foreign", {}}}},
      {"/api/v1/matters/{id}",
       {{"own", "M-own", {"lead"}},
        {"below", "M-below", {"lead"}},
        {"assisting", "M-assisting", {"assisting"}},
        {"verifying", "M-verifying", {"verifier"}},
        {"foreign", "M-foreign", {}}}},
  };
  return kResources;
}

unit::Unit unit_of(const char* id, const char* parent) {
  unit::Unit unit;
  unit.id.value = unit.name = id;
  if (*parent != '\0') unit.parent = Id<unit::Unit>{parent};
  return unit;
}

enterprise::Enterprise enterprise_of(const char* id, const char* location, const char* leader) {
  enterprise::Enterprise enterprise;
  enterprise.id.value = enterprise.name = id;
  enterprise.location = Id<unit::Unit>{location};
  enterprise.contact_leader = leader;
  return enterprise;
}

project::Project project_of(const char* id, const char* responsible, const char* department, const char* person) {
  project::Project project;
  project.id.value = project.name = id;
  project.responsible = Id<unit::Unit>{responsible};
  project.department = Id<unit::Unit>{department};
  project.contact_leader = project.project_lead = person;
  return project;
}

form::Form form_of(const char* id, const char* unit) {
  form::Form form;
  form.id.value = form.name = id;
  form.units = {{unit}};
  form.ends_on = date_of(2026, 12, 31);
  return form;
}

indicator::Indicator indicator_of(const char* id, const char* responsible, const char* source) {
  indicator::Indicator indicator;
  indicator.id.value = indicator.name = id;
  indicator.responsible = Id<unit::Unit>{responsible};
  indicator.source = source;
  return indicator;
}

template <class Act>
Act act_of(const char* id, const char* source) {
  Act act;
  act.id.value = id;
  act.source = source;
  return act;
}

void fill_figures(db::Tx& tx) {
  indicator::save(tx, std::vector{indicator_of("I-own", "U18", "U07"), indicator_of("I-source", "U07", "U18"),
                                  indicator_of("I-foreign", "U07", "U07")});
  for (const auto& [id, source] : {std::pair{"T-own", "U18"}, std::pair{"T-foreign", "U07"}})
    db::put(tx, indicator::transcription_table(), act_of<indicator::Transcription>(id, source));
  for (const auto& [id, source] : {std::pair{"C-own", "U18"}, std::pair{"C-foreign", "U07"}})
    db::put(tx, indicator::correction_table(), act_of<indicator::Correction>(id, source));
}

matter::Matter matter_of(const char* id, const char* lead, const char* assisting, const char* verifier) {
  matter::Matter matter;
  matter.id.value = matter.text = id;
  matter.lead = Id<unit::Unit>{lead};
  matter.assisting = {Id<unit::Unit>{assisting}};
  matter.verifier = Id<unit::Unit>{verifier};
  return matter;
}

void fill(db::Tx& tx) {
  fill_figures(tx);
  db::put(tx, form::form_table(), std::vector<form::Form>{form_of("F-own", "U18"), form_of("F-foreign", "U07")});
  unit::save(tx, std::vector<unit::Unit>{unit_of("D00", ""), unit_of("U18", "D00"), unit_of("U181", "U18"),
                                         unit_of("U07", "D00")});
  unit::Person person;
  person.unit.value = "U18";
  person.name = "沈亦舟";
  person.id = unit::person_id(person.unit, person.name);
  unit::save(tx, std::vector<unit::Person>{person});
  enterprise::save(tx, std::vector<enterprise::Enterprise>{enterprise_of("E-own", "U18", "沈亦舟"),
                                                           enterprise_of("E-below", "U181", "别人"),
                                                           enterprise_of("E-foreign", "U07", "别人")});
  project::save(tx, std::vector<project::Project>{project_of("P-own", "U18", "U07", "沈亦舟"),
                                                  project_of("P-below", "U181", "U07", "别人"),
                                                  project_of("P-assisting", "U07", "U18", "别人"),
                                                  project_of("P-foreign", "U07", "U07", "别人")});
  matter::save(tx, std::vector<matter::Matter>{
                       matter_of("M-own", "U18", "U07", "U07"), matter_of("M-below", "U181", "U07", "U07"),
                       matter_of("M-assisting", "U07", "U18", "U07"), matter_of("M-verifying", "U07", "U07", "U18"),
                       matter_of("M-foreign", "U07", "U07", "U07")});
}

std::string token_of(std::string_view role) { return "token-of-" + std::string(role) + std::string(32, 'x'); }

void open_account(db::Tx& tx, account::Role role) {
  account::Account account;
  account.id.value = account.name = code_of(role);
  account.person = Id<unit::Person>{"U18/沈亦舟"};
  account.state = account::AccountState::open;
  account.created_on = date_of(2026, 1, 1);
  account.posts = {{role, {account::needs_unit(role) ? "U18" : ""}}};
  db::put(tx, account::account_table(), account);
  account::insert_session(
      tx, {crypto::to_hex(crypto::sha256(token_of(code_of(role)))), account.id.value, kNow, kNow, "127.0.0.1", ""});
}

void open_screen(db::Tx& tx) {
  account::Screen screen;
  screen.id.value = "S01";
  screen.created_on = date_of(2026, 1, 1);
  db::put(tx, account::screen_table(), screen);
  account::insert_screen_secret(tx, crypto::to_hex(crypto::sha256(token_of(kScreen))), "S01");
}

// "/api/v1/enterprises/{id}/history" over E-own; other parameters stand for any record.
std::string path_over(std::string_view pattern, const std::string& id) {
  std::string path;
  for (const std::string& part : split(pattern, "/")) path += "/" + (part.starts_with('{') ? id : part);
  return path;
}

class RightWalkTest : public ::testing::Test {
 protected:
  RightWalkTest() : routes_world_(Way::in_process, Place::sqlite), world_(Way::in_process, Place::sqlite) {
    db::Database& database = world_.open_store();
    auto tx = *database.begin({"test", ""}, Instant(date_of(2026, 9, 20)));
    fill(tx);
    for (const auto& role : account::kRoles) open_account(tx, role.value);
    open_screen(tx);
    tx.journal({"test.filled", "", "{}"});
    tx.commit();
    gate_ = std::make_unique<account::Gate>(database, Clock::fixed(date_of(2026, 9, 21)), account::GateOptions{});
    routes_ = routes_world_.server().routes();
    api::Parts parts{database, Clock::fixed(date_of(2026, 9, 21)), routes_, account::authenticator(*gate_), {}};
    for (api::Route& route : parts.routes) {
      route.handle = [](api::Call&) -> Result<http::Reply> { return api::no_content(); };
      route.freshness = api::Freshness::always_new;
    }
    dispatcher_ = std::make_unique<api::Dispatcher>(std::move(parts));
  }

  http::Reply ask(const api::Route& route, const std::string& path, std::string_view who) const {
    http::Request request;
    request.method = route.method;
    request.path = path;
    request.peer = {"127.0.0.1", false, true};
    request.headers = {{"Host", "127.0.0.1:8080"}};
    if (who == kScreen) {
      request.headers.push_back({"Authorization", "Bearer " + token_of(who)});
    } else {
      const std::string token = who == kNobody ? gate_->anonymous_token() : token_of(who);
      request.headers.push_back({"Cookie", "guatu_session=" + token});
      request.headers.push_back({"X-Guatu-Token", account::Gate::write_token_of(token)});
    }
    return dispatcher_->answer(request);
  }

  // What the table of rights says; `relations` are those of the record, where the route is over one.
  static bool may_pass(const api::Route& route, std::string_view who, const std::vector<std::string>& relations) {
    if (route.right == api::kAnyone) return true;
    if (who == kNobody) return false;
    if (route.right == api::kSelf) return true;
    if (who == kScreen) return std::ranges::count(account::screen_rights(), route.right) > 0;
    for (const account::RoleRight& right : account::rights_of(*from_code<account::Role>(who))) {
      if (right.right != route.right) continue;
      if (right.relations.empty() || route.reach == api::Reach::part) return true;
      if (route.reach == api::Reach::record)
        return std::ranges::find_first_of(relations, right.relations) != relations.end();
    }
    return false;
  }

  void walk(const api::Route& route, const std::string& path, std::string_view who,
            const std::vector<std::string>& relations) const {
    const http::Reply reply = ask(route, path, who);
    const bool may_write = who != kScreen || route.method == http::Method::get;
    const bool expected = may_pass(route, who, relations) && may_write;
    const int refusal = who == kNobody ? 401 : 403;
    EXPECT_EQ(reply.status, expected ? 204 : refusal)
        << http::method_name(route.method) << " " << path << " as " << who << ": " << reply.body;
  }

  static std::vector<std::string_view> walkers() {
    std::vector<std::string_view> all{kNobody, kScreen};
    for (const auto& role : account::kRoles) all.push_back(role.code);
    return all;
  }

  World routes_world_;
  World world_;
  std::unique_ptr<account::Gate> gate_;
  std::vector<api::Route> routes_;
  std::unique_ptr<api::Dispatcher> dispatcher_;
};

TEST_F(RightWalkTest, whoever_gets_through_may) {
  for (const api::Route& route : routes_) {
    if (route.reach != api::Reach::record) {
      for (const std::string_view who : walkers()) walk(route, path_over(route.pattern, "x"), who, {});
      continue;
    }
    const auto resource = std::ranges::find_if(
        resources(), [&](const Resource& known) { return route.pattern.starts_with(known.pattern); });
    ASSERT_NE(resource, resources().end()) << route.pattern << " is over records that this walk does not know";
    for (const Record& record : resource->records)
      for (const std::string_view who : walkers())
        walk(route, path_over(route.pattern, record.id), who, record.relations);
  }
}

TEST_F(RightWalkTest, a_record_that_is_not_there_is_told_to_those_only_who_may_read_some) {
  for (const api::Route& route : routes_) {
    if (route.reach != api::Reach::record) continue;
    for (const std::string_view who : walkers()) {
      const int status = ask(route, path_over(route.pattern, "none"), who).status;
      const bool holds_over_all = may_pass(route, who, {});
      const bool holds_somewhere = may_pass(
          route, who, {"owner", "responsible", "lead", "assisting", "contact", "project_lead", "source", "verifier"});
      EXPECT_EQ(status, holds_over_all    ? 204
                        : holds_somewhere ? 404
                        : who == kNobody  ? 401
                                          : 403)
          << route.pattern << " as " << who;
    }
  }
}

}  // namespace
}  // namespace guatu::testing
