// SPDX-License-Identifier: Apache-2.0
#include "main/server_jobs.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "feature/account/gate_actions.hpp"
#include "feature/calendar/calendar_actions.hpp"
#include "feature/cycle/cycle_edit_actions.hpp"
#include "feature/cycle/missing_actions.hpp"
#include "feature/search/search_actions.hpp"
#include "main/matters.hpp"
#include "main/preset_texts.hpp"
#include "platform/api/idempotency.hpp"
#include "platform/backup/nightly.hpp"
#include "platform/resource/resource.hpp"

namespace guatu {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view kProgramActor = "guatu serve";  // in the journal, for what the program does by itself
constexpr int kNoticeMonth = 11;  // the State Council publishes next year's days off in October or November

// Signs what is new; an idle night signs nothing.
job::Job checkpoint_job(db::Database& database, std::chrono::minutes every) {
  return {.name = "checkpoint",
          .chinese = "签发日志检查点",
          .english = "sign a checkpoint of the journal",
          .every = every,
          .longest = 2min,
          .run = [&database, signed_up_to = db::Position{-1}]() mutable -> Result<std::string> {
            const db::Position position = database.reader().position();
            if (position == signed_up_to) return fmt::format("unchanged at {}", position);
            GUATU_TRY([[maybe_unused]] const auto note, database.issue_checkpoint());
            signed_up_to = position;
            return fmt::format("position {}", position);
          }};
}

job::Job backup_job(db::Database& database, const config::Settings& settings) {
  return {.name = "backup",
          .chinese = "每夜备份",
          .english = "back the store up",
          .hour = settings.backup_hour,
          .longest = 60min,
          .run = [&database, folder = settings.backup_directory,
                  keep = static_cast<std::size_t>(settings.backup_keep)]() -> Result<std::string> {
            const Date today = Clock::system().today();
            GUATU_TRY(const auto report, backup::write_nightly_backup(database, folder, today, keep));
            return fmt::format("position {}, {} bytes", report.position, report.bytes);
          }};
}

// What is over is erased, so that nothing of it can leak: sessions, and replies kept for repeated requests.
job::Job sweep_job(db::Database& database) {
  return {.name = "sweep",
          .chinese = "清除过期会话和重复提交的留存答复",
          .english = "erase sessions that are over and replies kept for repeated requests",
          .every = 10min,
          .longest = 5min,
          .run = [&database]() -> Result<std::string> {
            const Instant now = Clock::system().now();
            GUATU_TRY(const auto sessions, account::erase_ended_sessions(database, now));
            GUATU_CHECK(api::forget_old_replies(database, now));
            return fmt::format("{} sessions", sessions);
          }};
}

job::Job calendar_job(db::Database& database) {
  return {.name = "calendar",
          .chinese = "检查放假安排是否已载入",
          .english = "see whether the holiday notice is there",
          .hour = 7,
          .longest = 1min,
          .run = [&database] { return calendar_outcome(database.reader(), Clock::system().today()); }};
}

// A newer program may bring a year's notice that dates were counted without.
job::Job recount_job(db::Database& database, Clock clock, std::function<void(db::Position)> told) {
  return {.name = "recount",
          .chinese = "按放假安排重算暂定期限",
          .english = "count provisional due dates anew by the holiday notices",
          .hour = 7,
          .longest = 5min,
          .run = [&database, clock, told = std::move(told)]() -> Result<std::string> {
            GUATU_TRY(db::Tx tx, database.begin(db::Actor{std::string(kProgramActor), {}}, clock));
            GUATU_TRY(const auto moved, calendar::recount(tx, preset_years(), recount_of_matters()));
            const bool is_new = tx.has_change();
            const db::Position position = tx.commit();
            if (is_new && told) told(position);
            return fmt::format("{} due dates moved", moved.size());
          }};
}

// What is committed while nobody searches, and large imports.
job::Job search_job(db::Database& database, search::Index& index) {
  return {.name = "search",
          .chinese = "更新检索索引",
          .english = "bring the index of the search up to date",
          .every = 1min,
          .longest = 60min,
          .turn = job::Turn::of_each_server,
          .run = [&database, &index]() -> Result<std::string> { return search::keep_up(index, database.reader()); }};
}

// Cycles are planned ahead and units are reminded, both in entries of the program itself.
job::Job cycle_job(db::Database& database, Clock clock, std::function<void(db::Position)> told) {
  return {.name = "cycles",
          .chinese = "预排调度周期、到期催报",
          .english = "plan cycles ahead and remind units that have not reported",
          .hour = 7,
          .longest = 5min,
          .run = [&database, clock, told = std::move(told)]() -> Result<std::string> {
            const auto years = preset_years();
            std::int64_t counts[2] = {0, 0};
            const std::function<Result<std::int64_t>(db::Tx&)> works[2] = {
                [&](db::Tx& tx) { return cycle::plan_ahead(tx, years); },
                [&](db::Tx& tx) { return cycle::remind(tx, years); }};
            for (std::size_t i = 0; i < 2; ++i) {
              GUATU_TRY(db::Tx tx, database.begin(db::Actor{std::string(kProgramActor), {}}, clock));
              GUATU_TRY(counts[i], works[i](tx));
              const bool is_new = tx.has_change();
              const db::Position position = tx.commit();
              if (is_new && told) told(position);
            }
            return fmt::format("{} planned, {} reminded", counts[0], counts[1]);
          }};
}

}  // namespace

Result<std::string> calendar_outcome(const db::Reader& reader, Date today) {
  const int wanted = month_of(today) >= kNoticeMonth ? year_of(today) + 1 : year_of(today);
  const std::string file = fmt::format("data/calendar/{}.toml", wanted);
  const auto loaded = calendar::load_notices(reader);
  const bool is_loaded = std::ranges::any_of(loaded, [&](const auto& notice) { return notice.row.year == wanted; });
  if (!is_loaded && !resource::find(file))
    return refuse(ErrorKind::not_found, file, "calendar.year_missing", {{"year", std::to_string(wanted)}});
  return fmt::format("published up to {}", wanted);
}

std::vector<job::Job> server_jobs(db::Database& database, search::Index& index, const config::Settings& settings,
                                  Clock clock, std::function<void(db::Position)> told) {
  std::vector<job::Job> jobs;
  jobs.push_back(checkpoint_job(database, std::chrono::minutes(settings.checkpoint_minutes)));
  if (!settings.backup_directory.empty()) jobs.push_back(backup_job(database, settings));
  jobs.push_back(sweep_job(database));
  jobs.push_back(calendar_job(database));
  jobs.push_back(recount_job(database, clock, told));
  jobs.push_back(cycle_job(database, clock, std::move(told)));
  jobs.push_back(search_job(database, index));
  return jobs;
}

}  // namespace guatu
