// SPDX-License-Identifier: Apache-2.0
#include "base/text.hpp"
#include "feature/schedule/loaded.hpp"

namespace guatu::schedule {

SourceFormat format_of(std::string_view bytes, std::string_view path) {
  const std::string_view head = trim(bytes.substr(0, 4096));
  if (head.starts_with("ERMHDR") || bytes.starts_with("\xFF\xFE")) return SourceFormat::xer;
  if (head.starts_with("<")) return SourceFormat::mspdi;
  if (path.ends_with(".xer")) return SourceFormat::xer;
  if (path.ends_with(".xml")) return SourceFormat::mspdi;
  if (path.ends_with(".sm") || head.find("PRECEDENCE RELATIONS") != std::string_view::npos) return SourceFormat::psplib;
  return SourceFormat::csv;
}

void set_policy(LoadedSchedule& loaded, Policy policy) {
  Rules& rules = loaded.network.rules;
  if (rules.policy == policy) return;
  rules.policy = policy;
  const bool primavera = policy == Policy::primavera;
  rules.lag_calendar = primavera ? LagCalendar::predecessor : LagCalendar::successor;
  rules.float_rule = primavera ? FloatRule::finish : FloatRule::smallest;
  for (Frame& frame : loaded.network.frames) {
    if (!frame.data_date.is_set()) frame.data_date = loaded.data_date.is_set() ? loaded.data_date : frame.start;
    if (primavera) frame.finish = kUnset;  // a Project file's finish is a result, not a bound
  }
}

std::vector<ThreePoint> three_points_of(const LoadedSchedule& loaded) {
  std::vector<ThreePoint> points;
  for (const ThreePointRow& row : loaded.three_points)
    points.push_back({row.activity, loaded.shape, row.optimistic, row.likely, row.pessimistic});
  return points;
}

Result<LoadedSchedule> load_schedule(std::string_view bytes, std::string_view path) {
  switch (format_of(bytes, path)) {
    case SourceFormat::mspdi:
      return load_mspdi(bytes);
    case SourceFormat::xer:
      return load_xer(bytes);
    case SourceFormat::psplib:
      return load_psplib(bytes);
    case SourceFormat::csv:
      break;
  }
  return load_csv(bytes);
}

}  // namespace guatu::schedule
