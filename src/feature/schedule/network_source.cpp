// SPDX-License-Identifier: Apache-2.0
#include "feature/schedule/loaded.hpp"

namespace guatu::schedule {

Result<LoadedSchedule> load_csv(std::string_view) { return refuse(ErrorKind::invalid, "", "schedule.empty"); }
Result<LoadedSchedule> load_psplib(std::string_view) { return refuse(ErrorKind::invalid, "", "schedule.empty"); }

}  // namespace guatu::schedule
