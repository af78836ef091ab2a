// SPDX-License-Identifier: Apache-2.0
// The timed jobs (定时任务) of the server, by name: checkpoint, sweep, backup where a folder for it is set, calendar,
// recount (due dates that were provisional), cycles (planning them and reminding of them), search (its index).
// What each of them does belongs to its feature; when, stands here.
#pragma once

#include <functional>
#include <vector>

#include "feature/search/index_store.hpp"
#include "platform/config/config.hpp"
#include "platform/job/job.hpp"

namespace guatu {

// Database and index outlive the jobs. `clock` says what day it is for the offices' work; `told` hears of new entries.
std::vector<job::Job> server_jobs(db::Database& database, search::Index& index, const config::Settings& settings,
                                  Clock clock, std::function<void(db::Position)> told);

// What the calendar job says on a day: from November on next year's notice should be there.
Result<std::string> calendar_outcome(const db::Reader& reader, Date today);

}  // namespace guatu
