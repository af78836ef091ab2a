// SPDX-License-Identifier: Apache-2.0
// What of a milestone (节点) may change, and by whom: the unit says what it expects and when a node was reached; what
// was promised changes for the office only, by an approval with its number, and the old date stays beside the new one.
// Refuses project.baseline_kept, .baseline_without_approval, .milestone_renamed, .reached_ahead.
#pragma once

#include "base/result.hpp"
#include "feature/project/project_course.hpp"

namespace guatu::project {

enum class Editor { unit, office };

struct MilestoneEdit {
  Milestone milestone;  // as it shall be
  std::string approval_number;
  std::string reason;
};

struct MilestoneChanged {
  Milestone milestone;
  std::optional<BaselineChange> baseline;  // without its number, day and person
};

Result<void> check_new_milestone(const Milestone& milestone, Date today);
Result<MilestoneChanged> decide_milestone(const Milestone& before, const MilestoneEdit& edit, Editor editor,
                                          Date today);

}  // namespace guatu::project
