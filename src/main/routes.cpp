// SPDX-License-Identifier: Apache-2.0
#include "main/routes.hpp"

#include <iterator>
#include <utility>

#include "feature/account/account_routes.hpp"
#include "feature/bulletin/pack_actions.hpp"
#include "feature/bulletin/view_routes.hpp"
#include "feature/cadence/cycle_plan_actions.hpp"
#include "feature/cadence/cycle_plan_routes.hpp"
#include "feature/calendar/calendar_routes.hpp"
#include "feature/chain/chain_routes.hpp"
#include "feature/cycle/cycle_routes.hpp"
#include "feature/enterprise/enterprise_routes.hpp"
#include "feature/exchange/import_command.hpp"
#include "feature/exchange/import_routes.hpp"
#include "feature/exchange/template_actions.hpp"
#include "feature/exchange/template_routes.hpp"
#include "feature/form/form_routes.hpp"
#include "feature/indicator/indicator_routes.hpp"
#include "feature/journal/journal_routes.hpp"
#include "feature/light/project_light_actions.hpp"
#include "feature/light/project_light_routes.hpp"
#include "feature/light/rule_replay_routes.hpp"
#include "feature/light/rule_set_routes.hpp"
#include "feature/matter/matter_routes.hpp"
#include "feature/project/project_routes.hpp"
#include "feature/search/search_routes.hpp"
#include "feature/system/system_routes.hpp"
#include "feature/trial/trial_actions.hpp"
#include "feature/trial/trial_routes.hpp"
#include "feature/undo/undo_routes.hpp"
#include "feature/unit/unit_routes.hpp"
#include "feature/waiting/waiting_routes.hpp"
#include "feature/wallchart/wallchart_routes.hpp"
#include "main/matters.hpp"
#include "main/preset_texts.hpp"
#include "main/searched.hpp"
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
    {"adjustment", "register.read"},
    {"stage_move", "register.read"},
    {"month_report", "register.read"},
    {"baseline_change", "register.read"},
    {"adjustment_request", "register.read"},
    {"project_note", "register.read"},
    {"project_visit", "register.read"},
    {"project_photo", "register.read"},
    {"indicator", "register.read"},
    {"target", "register.read"},
    {"observation", "register.read"},
    {"month_shares", "register.read"},
    {"target_adjustment", "register.read"},
    {"estimate", "register.read"},
    {"peer_set", "unit.read"},
    {"transcription", "statistics.transcribe"},
    {"correction", "statistics.confirm"},
    {"contribution", "register.read"},
    {"matter", "register.read"},
    {"cycle", "cycle.read"},
    {"agenda_item", "cycle.read"},
    {"cycle_plan", "cycle.read"},
    {"cycle_reminder", "cycle.read"},
    {"trial", "cycle.read"},
    {"matter_duty", "register.read"},
    {"unit_signing", "unit.read"},
    {"rule_set", "rule.read"},
    {"calendar_year", "calendar.read"},
    {"rule_proposal", "rule.read"},
    {"account", "account.read"},
    {"acting_grant", "grant.read"},
    {"screen", "screen.read"},
    {"import_run", "import.run"},
    {"form", "form.read"},
};

void add(std::vector<api::Route>& all, std::vector<api::Route> more) {
  std::ranges::move(more, std::back_inserter(all));
}

cycle::RenderPapers papers() {
  const bulletin::PaperSources sources{std::string(*resource::find("data/template/notice.md")),
                                       wallchart::page_template(resource::find)};
  return [sources](const cycle::Snapshot& snapshot, const std::string& digest) {
    return bulletin::render_pack(snapshot, digest, sources);
  };
}

// How a list of projects sees lights: features form no circle, so the projects are told of them here.
project::ListLights list_lights() {
  const auto shown = std::make_shared<lights::ShownByLight>();
  return {
      .of = [](const db::Reader& reader, const std::vector<project::Project>& projects,
               Date day) -> Result<std::vector<std::optional<project::ListedLight>>> {
        GUATU_TRY(const auto styles, lights::load_styles_shown(reader, projects, day));
        std::vector<std::optional<project::ListedLight>> listed;
        for (const auto& style : styles)
          listed.push_back(
              style ? std::optional(project::ListedLight{style->code, style->word, style->colour, style->shape})
                    : std::nullopt);
        return listed;
      },
      .showing = [shown](const db::Reader& reader, const std::vector<std::string>& codes,
                         Date day) { return shown->find(reader, codes, day); },
      .check_visible =
          [](const db::Reader& reader) {
            return trial::check_visible(reader, trial::List::lights, trial::Audience::everybody);
          },
  };
}

}  // namespace

std::vector<api::Route> all_routes(const RouteParts& parts) {
  std::vector<api::Route> all;
  const auto years = preset_years();
  add(all, account::account_routes(parts.gate));
  add(all, unit::unit_routes());
  add(all, enterprise::enterprise_routes());
  add(all, project::project_routes(list_lights()));
  add(all, lights::project_light_routes());
  add(all, wallchart::wallchart_routes());
  add(all, indicator::indicator_routes());
  add(all, chain::chain_routes());
  add(all, matter::matter_routes({*resource::find("data/matter/kinds.toml"), years}));
  add(all, lights::rule_set_routes(texts_under<light::RuleText>("data/rule")));
  add(all, lights::rule_replay_routes());
  const auto layouts = exchange::built_in_layouts();
  GUATU_ASSERT(layouts.has_value());
  add(all, exchange::import_routes(*layouts));
  add(all, exchange::template_routes(*layouts));
  add(all, form::form_routes(exchange::field_catalog(*layouts)));
  add(all, undo::undo_routes());
  add(all, waiting::waiting_routes());
  add(all, calendar::calendar_routes(years, recount_of_matters()));
  add(all, cadence::cycle_plan_routes());
  add(all, cycle::cycle_routes({years, papers()}));
  add(all, bulletin::view_routes({years, papers()}));
  add(all, trial::trial_routes());
  add(all, search::search_routes(parts.index, searched_registers()));
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
