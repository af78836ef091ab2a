// SPDX-License-Identifier: Apache-2.0
#include "feature/project/project_course.hpp"

namespace guatu::project {

bool ProjectNote::is_in_force(Date day) const {
  return light && first && last && *first <= day && day <= *last && (!ended_on || day < *ended_on);
}

}  // namespace guatu::project
