// SPDX-License-Identifier: Apache-2.0
// What happens to a project in a year (项目经过), one row each: moves between stages, reports of months and their
// corrections, changed baselines, adjustments asked for and decided, notes with lights set by hand, visits, photos.
// A row is written once; what is decided, ended or withdrawn later is said in the row, which stays.
#pragma once

#include "feature/project/project.hpp"

namespace guatu::project {

struct StageMove {
  Id<Project> project;
  std::int64_t sequence = 0;
  Stage before = Stage::reserve;
  Stage after = Stage::reserve;
  Date moved_on{};
  std::string reason;
  std::string moved_by;
};

struct MonthReport {
  Id<Project> project;
  Month month;
  std::int64_t sequence = 0;  // 1 is the first; later ones correct it
  Money actual;               // of the month alone
  std::string progress_text;
  std::string reason;               // of a correction
  std::optional<Date> reported_on;  // none: came by an import before anybody reported here
  std::string reported_by;
};

struct BaselineChange {
  Id<Project> project;
  std::int64_t milestone = 0;
  std::int64_t sequence = 0;
  std::optional<Date> before;
  std::optional<Date> after;
  std::string approval_number;
  std::string reason;
  Date changed_on{};
  std::string changed_by;
};

enum class RequestState { asked, approved, refused };
inline constexpr Named<RequestState> kRequestStates[] = {{RequestState::asked, "asked", "待批"},
                                                         {RequestState::approved, "approved", "同意"},
                                                         {RequestState::refused, "refused", "不同意"}};
constexpr std::span<const Named<RequestState>> names_of(RequestState) { return kRequestStates; }

struct AdjustmentRequest {
  Id<Project> project;
  std::int64_t sequence = 0;
  AdjustmentKind kind = AdjustmentKind::added;
  std::int64_t year = 0;
  RequestState state = RequestState::asked;
  std::string reason;
  std::optional<Money> year_plan_before;
  std::optional<Money> year_plan_after;
  std::string asked_by;
  Date asked_on{};
  std::string decided_by;
  std::optional<Date> decided_on;
  std::string approval_number;
  std::string decision_note;
};

struct ProjectNote {  // 批示, with a light set by hand where it names one
  Id<Project> project;
  std::int64_t sequence = 0;
  std::string text;
  std::string written_by;
  Date written_on{};
  std::optional<std::string> light;
  std::string reason;
  std::optional<Date> first;
  std::optional<Date> last;
  std::optional<Date> ended_on;
  std::string ended_by;

  // Its light is the one shown on the day.
  bool is_in_force(Date day) const;
};

struct ProjectVisit {  // 领导联系、现场调研
  Id<Project> project;
  std::int64_t sequence = 0;
  Date visited_on{};
  std::string visitor;
  std::string text;
  std::string entered_by;
  Date entered_on{};
};

struct ProjectPhoto {
  Id<Project> project;
  std::int64_t sequence = 0;
  std::string content;  // name of the stored file
  std::string media_type;
  std::int64_t bytes = 0;
  std::int64_t width = 0;
  std::int64_t height = 0;
  std::string caption;
  std::optional<Date> taken_on;
  Date added_on{};
  std::string added_by;
  std::optional<Date> withdrawn_on;
  std::string withdrawn_by;
  std::string withdrawal_reason;
};

}  // namespace guatu::project
