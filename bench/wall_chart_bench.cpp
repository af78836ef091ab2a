// SPDX-License-Identifier: Apache-2.0
// GET /wall-chart and GET /projects through the dispatcher, without sockets: rights, reading, lights, writing the
// answer. The argument is the number of projects. Figures and the commands that made them stand in
// bench/notes/project.md.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <map>

#include "bench/many_projects.hpp"
#include "feature/light/light_actions.hpp"
#include "feature/light/project_light_actions.hpp"
#include "feature/project/project_actions.hpp"
#include "feature/project/project_routes.hpp"
#include "feature/unit/unit_actions.hpp"
#include "feature/wallchart/wallchart_routes.hpp"
#include "platform/api/dispatcher.hpp"
#include "platform/resource/resource.hpp"

namespace guatu {
namespace {

const Date kToday = date_of(2026, 9, 21);

project::ListLights list_lights() {
  const auto shown = std::make_shared<lights::ShownByLight>();
  return {.of = [](const db::Reader& reader, const std::vector<project::Project>& projects,
                   Date day) -> Result<std::vector<std::optional<project::ListedLight>>> {
            GUATU_TRY(const auto styles, lights::load_styles_shown(reader, projects, day));
            std::vector<std::optional<project::ListedLight>> listed;
            for (const auto& style : styles)
              listed.push_back(style ? std::optional(project::ListedLight{style->code, style->word, {}, {}})
                                     : std::nullopt);
            return listed;
          },
          .showing = [shown](const db::Reader& reader, const std::vector<std::string>& codes,
                             Date day) { return shown->find(reader, codes, day); }};
}

class Office {
 public:
  explicit Office(std::size_t projects)
      : folder_(std::filesystem::temp_directory_path() / ("guatu-bench-chart-" + std::to_string(projects))) {
    std::filesystem::remove_all(folder_);
    database_.emplace(*db::Database::open(folder_, db::Access::create));
    fill(projects);
    auto routes = project::project_routes(list_lights());
    std::ranges::move(wallchart::wallchart_routes(), std::back_inserter(routes));
    api::Caller caller;
    caller.account = "bench";
    caller.holdings = std::make_shared<const std::vector<api::Holding>>(
        std::vector<api::Holding>{{.right = "register.read", .relations = {}, .units = {}}});
    dispatcher_ =
        std::make_unique<api::Dispatcher>(api::Parts{*database_,
                                                     Clock::fixed(kToday),
                                                     std::move(routes),
                                                     [caller](const http::Request&, const db::Reader&) {
                                                       return Result<api::Credentials>(api::Credentials{caller, {}});
                                                     },
                                                     {}});
  }
  ~Office() {
    dispatcher_.reset();
    database_.reset();
    std::filesystem::remove_all(folder_);
  }
  Office(const Office&) = delete;
  Office& operator=(const Office&) = delete;

  std::size_t get(const std::string& path, const std::string& name = {}, const std::string& value = {}) const {
    http::Request request;
    request.path = path;
    if (!name.empty()) request.query.emplace_back(name, value);
    const auto reply = dispatcher_->answer(request);
    if (reply.status != 200) throw std::runtime_error(reply.body);
    return reply.body.size();
  }

 private:
  void fill(std::size_t count) {
    std::vector<unit::Unit> units(120);
    for (std::size_t i = 0; i < units.size(); ++i) {
      units[i].id.value = "U" + std::to_string(i);
      units[i].name = "单位" + std::to_string(i);
    }
    std::vector<project::Project> projects;
    std::vector<project::ProjectYear> years;
    std::vector<project::Milestone> milestones;
    for (std::size_t i = 0; i < count; ++i) {
      projects.push_back(bench::make_project(i));
      project::ProjectYear year;
      year.project = projects.back().id;
      year.year = 2026;
      year.year_plan = Money::of_fen(1'200'000'000);
      for (std::size_t month = 0; month < 12; ++month) {
        year.plan[month] = Money::of_fen(100'000'000);
        if (month < 8) year.actual[month] = Money::of_fen(static_cast<std::int64_t>(i % 7 + 5) * 10'000'000);
      }
      years.push_back(year);
      for (int k = 1; k <= 4 && count <= 10'000; ++k)
        milestones.push_back(
            {projects.back().id, k, "节点" + std::to_string(k), Month(2026, 1 + 2 * k).last_day(), {}, {}, {}});
    }
    auto tx = *database_->begin({"bench", {}}, Clock::fixed(kToday));
    unit::save(tx, units);
    project::save(tx, projects);
    project::save(tx, years);
    project::save(tx, milestones);
    const auto text = resource::find("data/rule/yinchuan-2025.toml");
    static_cast<void>(lights::adopt_rule_set(tx, std::string(*text), "yinchuan", date_of(2026, 1, 1)).has_value());
    tx.commit();
  }

  std::filesystem::path folder_;
  std::optional<db::Database> database_;
  std::unique_ptr<api::Dispatcher> dispatcher_;
};

std::map<std::size_t, std::unique_ptr<Office>> offices;

Office& office(std::size_t projects) {
  auto& one = offices[projects];
  if (one) return *one;
  one = std::make_unique<Office>(projects);
  // Stores are closed before what they were made with is gone: exits run in reverse order.
  std::atexit([] { offices.clear(); });
  return *one;
}

void wall_chart(benchmark::State& state) {
  const Office& one = office(static_cast<std::size_t>(state.range(0)));
  std::size_t bytes = 0;
  for (auto _ : state) bytes = one.get("/api/v1/wall-chart");
  state.counters["bytes"] = static_cast<double>(bytes);
}
BENCHMARK(wall_chart)->Arg(2'000)->Unit(benchmark::kMillisecond);

void project_list(benchmark::State& state) {
  const Office& one = office(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(one.get("/api/v1/projects"));
}
BENCHMARK(project_list)->Arg(2'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

void project_list_by_name(benchmark::State& state) {
  const Office& one = office(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(one.get("/api/v1/projects", "q", "水厂"));
}
BENCHMARK(project_list_by_name)->Arg(100'000)->Unit(benchmark::kMillisecond);

// The lights of all of them are computed once, then remembered until the store changes.
void project_list_by_light(benchmark::State& state) {
  const Office& one = office(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(one.get("/api/v1/projects", "light", "green"));
}
BENCHMARK(project_list_by_light)->Arg(2'000)->Unit(benchmark::kMillisecond);

void workbook_of_the_list(benchmark::State& state) {
  const Office& one = office(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(one.get("/api/v1/projects.xlsx"));
}
BENCHMARK(workbook_of_the_list)->Arg(2'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace guatu
