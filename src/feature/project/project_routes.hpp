// SPDX-License-Identifier: Apache-2.0
// Projects over HTTP (重点项目): the list with its lights and its workbook, one with what hangs on it, its curve, its
// history, entering and editing; and what happens to it. Lights are another feature's: a list is given how to see them.
#pragma once

#include <functional>

#include "feature/project/project.hpp"
#include "platform/api/route.hpp"

namespace guatu::project {

struct ListedLight {
  std::string code;
  std::string word;
  std::string colour;
  std::string shape;
};
struct ListLights {
  // The light shown of each of them on the day, in order; none for parts of packages and what was moved out.
  std::function<Result<std::vector<std::optional<ListedLight>>>(const db::Reader&, const std::vector<Project>&, Date)>
      of;
  // The projects that show one of these lights on the day.
  std::function<Result<std::vector<Id<Project>>>(const db::Reader&, const std::vector<std::string>&, Date)> showing;
  // Refuses trial.hidden while lights are the office's only.
  std::function<Result<void>(const db::Reader&)> check_visible;
};

std::vector<api::Route> project_routes(ListLights lights);

}  // namespace guatu::project
