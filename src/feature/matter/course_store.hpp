// SPDX-License-Identifier: Apache-2.0
// The course of a matter, its acts, what waits for whom, and who signs, as tables (办理过程、待办、签批): one
// description of a row serves SQL, its history and snapshots. What is a list in a course is a list in one column.
// Columns are added at the end; none changes its meaning.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "feature/matter/ask.hpp"
#include "feature/matter/party.hpp"
#include "platform/db/table.hpp"

namespace guatu::matter {

const db::Table<loop::Course>& course_table();
const db::Table<ActDone>& act_table();
const db::Table<DutyRow>& duty_table();
const db::Table<Signing>& signing_table();

std::vector<DutyRow> load_duties_until(const db::Reader& reader, const std::string& audience, Date until);
std::vector<DutyRow> load_duties_on(const db::Reader& reader, const Id<Matter>& matter);  // free ones too

std::int64_t count_acts_on(const db::Reader& reader, const Id<Matter>& matter);
std::int64_t next_report_sequence(const db::Reader& reader, const Id<Matter>& matter);
// 督办编号 of the matters that were registered last.
std::vector<std::string> load_latest_numbers(const db::Reader& reader, std::int64_t most);

}  // namespace guatu::matter
