// SPDX-License-Identifier: Apache-2.0
// What drives nothing and takes its dates from others, as Primavera P6 has it (支持性作业、WBS 汇总): level of effort
// lies between the dates that its links name, a summary between the first and the last of its children.
#pragma once

#include "engine/schedule/passes.hpp"

namespace guatu::schedule {

// Once the dates of the work itself stand. In both directions, since one level of effort may hang on another.
void stretch_levels_of_effort(Passes& passes);
void roll_up_summaries(Passes& passes);

// Where the backward pass begins.
Moment project_end(const Passes& passes, const Activity& activity);

}  // namespace guatu::schedule
