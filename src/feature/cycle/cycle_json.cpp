// SPDX-License-Identifier: Apache-2.0
#include "feature/cycle/cycle_json.hpp"

namespace guatu::cycle {
namespace {

std::optional<std::string> text_of(const std::optional<Date>& date) {
  return date ? std::optional(format_date(*date)) : std::nullopt;
}

}  // namespace

void write_members(JsonWriter& json, const Cycle& cycle, const std::optional<Date>& remind_on, std::int64_t version) {
  json.member("id", cycle.id.value).member("kind", code_of(cycle.kind)).member("number", cycle.number);
  json.member("planned_on", text_of(cycle.planned_on)).member("held_on", text_of(cycle.held_on));
  json.member("remind_on", text_of(remind_on)).member("cut_off", text_of(cycle.cut_off));
  json.member("chair", cycle.chair).member("place", cycle.place).member("state", code_of(cycle.state));
  json.member("snapshot", cycle.snapshot).member("frozen_on", text_of(cycle.frozen_on));
  json.member("published_on", text_of(cycle.published_on)).member("note", cycle.note).member("version", version);
}

}  // namespace guatu::cycle
