// SPDX-License-Identifier: Apache-2.0
// What a line may change of a project's course (项目经过), as on a page: a month that can be reported, a promised date
// by an approval, an adjustment with number and day. Each refusal stands at its cell.
#pragma once

#include "feature/exchange/table_rows.hpp"

namespace guatu::exchange {

// The month of a figure's column; 1—2月 stands in February. None for any other span.
std::optional<std::size_t> slot_of(const Column& column);

// A zero beside a project that is finished says nothing: lists carry it along, and it is left out with a word.
void check_months(const RowReader& row, const Draft& draft, project::ProjectYear& year);
// Call once the line's stage is read.
void note_stage(const RowReader& row, const std::string& project);
void check_milestone(const RowReader& row, Draft& draft, const project::Milestone& milestone);

struct ApprovalFields {
  std::string_view kind;
  std::string_view number;
  std::string_view day;
};
void check_approval(const RowReader& row, const project::Adjustment& adjustment, const ApprovalFields& fields);

}  // namespace guatu::exchange
