// SPDX-License-Identifier: Apache-2.0
// System (系统): what a running server says of itself to those who run it: state, jobs, health, metrics. It knows
// nothing about registers and shows no figure about people.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/api/event_hub.hpp"
#include "platform/db/database.hpp"
#include "platform/http/server.hpp"
#include "platform/job/runner.hpp"
#include "platform/metric/metric.hpp"

namespace guatu::system {

inline constexpr std::string_view kNoticeChinese = "本系统为非涉密系统，禁止录入、存储、传输国家秘密";
inline constexpr std::string_view kNoticeEnglish =
    "This system is non-classified: no state secrets may be entered here";

// The parts of the running server that are asked; they outlive the routes.
struct Running {
  db::Database& database;
  job::Runner& jobs;
  metric::RequestCounts& requests;
  api::EventHub& events;
  std::function<http::Load()> load;
  std::string metrics_token;  // empty: /metrics answers this machine only
  Instant started{};
};

// Bytes of the database and free ones beside it; -1: not known.
struct StoreSize {
  std::string_view kind;  // sqlite | postgresql
  std::int64_t bytes = -1;
  std::int64_t free_bytes = -1;
};
StoreSize size_of(const db::Database& database);

std::string metrics_text(const Running& running, const db::Reader& reader);

}  // namespace guatu::system
