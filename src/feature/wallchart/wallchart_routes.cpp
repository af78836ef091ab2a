// SPDX-License-Identifier: Apache-2.0
#include "feature/wallchart/wallchart_routes.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "base/json_writer.hpp"
#include "feature/light/style_json.hpp"
#include "feature/wallchart/portfolio.hpp"
#include "feature/wallchart/ranking_actions.hpp"
#include "feature/wallchart/wallchart_actions.hpp"
#include "platform/api/call.hpp"
#include "platform/api/listing.hpp"
#include "platform/api/relation.hpp"
#include "platform/message/problem_json.hpp"

namespace guatu::wallchart {
namespace {

using api::Call;
using http::Method;
using http::Reply;
using lights::ProjectLight;
using project::Project;

std::string percent(const Ratio& share) { return format_decimal(share.percent(1)); }
std::optional<std::string> percent(const std::optional<Ratio>& share) {
  return share ? std::optional(percent(*share)) : std::nullopt;
}
std::string percent_text(const std::optional<Ratio>& share, std::string_view otherwise) {
  return share ? percent(*share) + "%" : std::string(otherwise);
}

// What belongs to the rows, found once.
struct Around {
  std::unordered_map<std::string_view, std::vector<const project::Milestone*>> milestones;
  std::unordered_map<std::string_view, std::int64_t> parts;
  std::unordered_map<std::string_view, const unit::Unit*> units;
};

Around around_of(const LoadedChart& chart) {
  Around around;
  for (const auto& milestone : chart.portfolio.milestones)
    around.milestones[milestone.project.value].push_back(&milestone);
  for (const auto& project : chart.portfolio.projects)
    if (project.parent) ++around.parts[project.parent->value];
  for (const auto& unit : chart.units) around.units[unit.id.value] = &unit;
  return around;
}

class Writer {
 public:
  Writer(JsonWriter& json, const LoadedChart& chart, const RankingFound& found, message::Language language)
      : json_(json),
        chart_(chart),
        board_(*chart.board),
        found_(found),
        around_(around_of(chart)),
        language_(language),
        tongue_(language == message::Language::english ? light::Tongue::english : light::Tongue::chinese) {}

  void write() {
    json_.begin_object().member("day", format_date(board_.day())).member("month", format_month(board_.month()));
    json_.member("year", board_.month().year()).key("rule");
    lights::write_rule(json_, chart_.rule.adoption);
    json_.key("styles");
    lights::write_styles(json_, chart_.rule.rules);
    write_counts();
    json_.key("rows").begin_array();
    for (const auto& row : board_.rows()) write_row(row);
    json_.end_array();
    write_names("clusters", &Project::cluster);
    write_names("sectors", &Project::sector);
    write_names("levels", &Project::level);
    write_units();
    write_due();
    write_red();
    write_sums();
    write_ranking();
    write_curve();
    json_.end_object();
  }

 private:
  const light::LightStyle& style(std::uint8_t light) const { return chart_.rule.rules.lights[light]; }

  void write_counts() {
    std::vector<std::int64_t> counts(chart_.rule.rules.lights.size(), 0);
    for (const auto& row : board_.rows()) ++counts[chart_.shown->of(row).light];
    json_.key("counts").begin_array();
    for (std::size_t i = 0; i < counts.size(); ++i)
      json_.begin_object().member("light", chart_.rule.rules.lights[i].code).member("count", counts[i]).end_object();
    json_.end_array();
  }

  void write_row(const ProjectLight& row) {
    const Project& project = *row.project;
    json_.begin_object().member("id", project.id.value).member("name", project.name);
    api::member(json_, "parent", project.parent);
    json_.member("cluster", project.cluster).member("sector", project.sector).member("level", project.level);
    json_.member("stage", code_of(project.stage)).member("stage_word", chinese_of(project.stage));
    api::member(json_, "unit", project.responsible);
    json_.member("unit_name", unit_name(project.responsible)).member("contact_leader", project.contact_leader);
    json_.member("project_lead", project.project_lead);
    write_light(row);
    write_standing(row);
    api::member(json_, "total_investment", project.total_investment);
    api::member(json_, "planned_start", project.planned_start);
    api::member(json_, "started_on_site", project.started_on_site);
    api::member(json_, "started_statistically", project.started_statistically);
    api::member(json_, "planned_finish", project.planned_finish);
    json_.member("progress_text", project.progress_text);
    const auto parts = around_.parts.find(project.id.value);
    json_.member("sub_projects", parts == around_.parts.end() ? 0 : parts->second);
    write_milestones(project);
    write_months(row);
    json_.end_object();
  }

  std::string_view unit_name(const std::optional<Id<unit::Unit>>& id) const {
    if (!id) return "";
    const auto found = around_.units.find(id->value);
    return found == around_.units.end() ? std::string_view(id->value) : found->second->shown_name();
  }

  void write_light(const ProjectLight& row) {
    const auto shown = chart_.shown->of(row);
    const auto& overall = row.lights.overall();
    const auto explanation =
        light::explain(chart_.rule.rules, overall, board_.facts(row), MoneyUnit::ten_thousand_yuan, tongue_);
    json_.member("light", style(shown.light).code).member("light_word", style(shown.light).word);
    json_.member("computed_light", style(overall.light).code);
    json_.member("override_reason", shown.by_hand == nullptr ? "" : shown.by_hand->reason);
    json_.member("sentence", explanation.sentence).member("turns_good", explanation.turns_good);
  }

  static const project::ProjectYear& year_of(const ProjectLight& row) {
    static const project::ProjectYear kNone;
    return row.year == nullptr ? kNone : *row.year;
  }

  void write_standing(const ProjectLight& row) {
    const Standing standing = standing_of(board_, row);
    json_.member("progress", percent_text(standing.done, standing.invested ? "—" : "未报"));
    json_.member("expected", percent_text(standing.expected, "—"));
    json_.member("progress_share", percent(standing.done)).member("expected_share", percent(standing.expected));
    api::member(json_, "year_plan", year_of(row).year_plan);
    api::member(json_, "invested", standing.invested);
  }

  void write_milestones(const Project& project) {
    json_.key("milestones").begin_array();
    if (const auto found = around_.milestones.find(project.id.value); found != around_.milestones.end())
      for (const project::Milestone* milestone : found->second) {
        json_.begin_object().member("sequence", milestone->sequence).member("name", milestone->name);
        api::member(json_, "baseline", milestone->baseline);
        api::member(json_, "entered", milestone->entered);
        api::member(json_, "actual", milestone->actual);
        json_.key("overdue").boolean(milestone->is_overdue(board_.day())).end_object();
      }
    json_.end_array();
  }

  void write_months(const ProjectLight& row) {
    const project::ProjectYear& year = year_of(row);
    json_.key("months").begin_array();
    for (std::size_t i = 0; i < 12; ++i) {
      json_.begin_object();
      api::member(json_, "plan", year.plan[i]);
      api::member(json_, "actual", year.actual[i]);
      json_.end_object();
    }
    json_.end_array();
  }

  // In the order of the ledger.
  void write_names(std::string_view name, std::string Project::*member) {
    std::set<std::string_view> seen;
    json_.key(name).begin_array();
    for (const auto& row : board_.rows()) {
      const std::string& value = row.project->*member;
      if (!value.empty() && seen.insert(value).second) json_.text(value);
    }
    json_.end_array();
  }

  void write_units() {
    std::set<std::string_view> used;
    for (const auto& row : board_.rows())
      if (row.project->responsible) used.insert(row.project->responsible->value);
    json_.key("units").begin_array();
    for (const auto& unit : chart_.units)
      if (used.contains(unit.id.value))
        json_.begin_object().member("id", unit.id.value).member("name", unit.shown_name()).end_object();
    json_.end_array();
  }

  void write_due() {
    json_.key("due_today").begin_array();
    for (const Due& due : due_on_day(board_, chart_.portfolio.milestones)) {
      json_.begin_object().member("project", due.project->id.value).member("name", due.project->name);
      json_.member("kind", code_of(due.kind)).member("what", due.what);
      json_.member("due", format_date(board_.day())).end_object();
    }
    json_.end_array();
  }

  void write_red() {
    json_.key("red").begin_array();
    for (const auto& row : board_.rows())
      if (chart_.rule.rules.severity[chart_.shown->of(row).light] == 0) json_.text(row.project->id.value);
    json_.end_array();
  }

  void write_sums() {
    const Sums sums = sums_of(board_);
    const auto share = [&](Money part) {
      return sums.plan.is_zero() ? std::nullopt : std::optional(percent(ratio_of(part, sums.plan)));
    };
    json_.key("sums").begin_object().member("projects", sums.projects);
    json_.member("split", project::count_projects(chart_.portfolio.projects).split);
    json_.member("plan", format_yuan(sums.plan)).member("expected", format_yuan(sums.expected));
    json_.member("invested", format_yuan(sums.invested)).member("completion", share(sums.invested));
    json_.member("expected_share", share(sums.expected)).member("not_reported", sums.not_reported);
    json_.member("started", sums.started).member("due_to_start", sums.due_to_start).end_object();
  }

  void write_units_of(std::string_view name, const std::vector<UnitSum>& sums) {
    json_.key(name).begin_array();
    for (const UnitSum& sum : sums) {
      json_.begin_object().member("rank", sum.rank).member("unit", sum.unit.id.value);
      json_.member("name", sum.unit.shown_name()).member("projects", sum.projects);
      json_.member("plan", format_yuan(sum.plan)).member("invested", format_yuan(sum.invested));
      json_.member("completion", percent(sum.completion)).end_object();
    }
    json_.end_array();
  }

  void write_ranking() {
    write_units_of("unit_figures", chart_.has_ranking ? unit_sums(board_, chart_.units) : std::vector<UnitSum>());
    json_.key("ranking").begin_object().member("state", ranking_state()).key("cycle");
    if (found_.ranking == nullptr)
      json_.null();
    else
      write_ranked_cycle(*found_.ranking);
    write_units_of("units", found_.ranking == nullptr ? std::vector<UnitSum>() : found_.ranking->units);
    json_.key("problems");
    message::write_problems(json_, found_.problems, language_);
    json_.end_object();
  }

  std::string_view ranking_state() const {
    if (!chart_.has_ranking) return "trial";
    if (found_.ranking != nullptr) return "published";
    return found_.problems.empty() ? "none" : "unreadable";
  }

  void write_ranked_cycle(const PublishedRanking& ranking) {
    const cycle::Cycle& cycle = ranking.cycle;
    json_.begin_object().member("id", cycle.id.value).member("number", cycle.number);
    json_.member("day", format_date(ranking.day)).member("month", format_month(ranking.month));
    api::member(json_, "published_on", cycle.published_on);
    json_.member("expected_share", percent(ranking.expected)).end_object();
  }

  void write_curve() {
    json_.key("curve").begin_array();
    for (const CurvePoint& point : curve_of(board_)) {
      json_.begin_object().member("month", format_month(point.month)).member("plan", format_yuan(point.plan));
      api::member(json_, "actual", point.actual);
      json_.end_object();
    }
    json_.end_array();
  }

  JsonWriter& json_;
  const LoadedChart& chart_;
  const lights::Board& board_;
  const RankingFound& found_;  // empty while rankings are on trial
  Around around_;
  message::Language language_;
  light::Tongue tongue_;
};

Result<Reply> get_chart(Call& call, PublishedRankings& rankings) {
  api::Parameters parameters(call.request());
  AskedChart asked;
  std::optional<Date> day;
  std::optional<std::string> rule;
  parameters.optional("year", asked.year);
  parameters.optional("day", day);
  parameters.optional("rule", rule);
  if (asked.year && (*asked.year < 1990 || *asked.year > 2200))
    parameters.refuse("year", "project.no_such_year", {{"value", std::to_string(*asked.year)}});
  GUATU_CHECK(parameters.finish());
  asked.day = day.value_or(call.today());
  asked.rule = rule.value_or("");
  const bool sees_all = api::may(call.caller(), call.route().right);
  if (api::may(call.caller(), "trial.see")) asked.audience = trial::Audience::office;
  GUATU_TRY(const auto chart, load_chart(call.reader(), asked, [&](const Project& project) {
              return sees_all ||
                     api::may(call.caller(), call.route().right, api::relations_from(project::ties_of(project)));
            }));
  RankingFound found;
  if (chart->has_ranking) found = rankings.on(call.reader(), call.database().directory(), asked.day);
  JsonWriter json;
  Writer(json, *chart, found, call.language()).write();
  return http::json_reply(200, json.take());
}

}  // namespace

std::vector<api::Route> wallchart_routes() {
  const auto rankings = std::make_shared<PublishedRankings>();
  return {
      {.method = Method::get,
       .pattern = "/api/v1/wall-chart",
       .right = "register.read",
       .summary = "The wall chart, every project that counts with its light",
       .handle = [rankings](Call& call) { return get_chart(call, *rankings); },
       .reach = api::Reach::part,
       .freshness = api::Freshness::of_position},
  };
}

}  // namespace guatu::wallchart
