// SPDX-License-Identifier: Apache-2.0
// What happens to projects over HTTP (项目经过): month reports, milestones, adjustments and denominators, visits and
// photos. Units report on what they answer for, the office plans and decides.
#pragma once

#include <vector>

#include "base/json_writer.hpp"
#include "feature/project/report_actions.hpp"
#include "platform/api/route.hpp"

namespace guatu::project {

void write_request(JsonWriter& json, const db::Versioned<AdjustmentRequest>& request);
void write_milestone(JsonWriter& json, const MilestoneRow& row, Date today);

std::vector<api::Route> project_course_routes();

}  // namespace guatu::project
