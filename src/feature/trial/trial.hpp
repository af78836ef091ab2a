// SPDX-License-Identifier: Apache-2.0
// Trial (试运行): a list that only the office sees until it is trusted. Who asks for the list and is not of the office
// is refused with trial.hidden.
#pragma once

#include <optional>
#include <string>

#include "base/date.hpp"
#include "base/named.hpp"
#include "base/result.hpp"

namespace guatu::trial {

enum class List { lights, board, wall, ranking };
inline constexpr Named<List> kLists[] = {{List::lights, "lights", "亮灯"},
                                         {List::board, "board", "榜"},
                                         {List::wall, "wall", "挂图"},
                                         {List::ranking, "ranking", "排名"}};
constexpr std::span<const Named<List>> names_of(List) { return kLists; }

enum class Standing { trusted, on_trial };
inline constexpr Named<Standing> kStandings[] = {{Standing::trusted, "trusted", "正式"},
                                                 {Standing::on_trial, "on_trial", "试运行"}};
constexpr std::span<const Named<Standing>> names_of(Standing) { return kStandings; }

struct Trial {
  List list = List::lights;
  Standing standing = Standing::trusted;
  std::string reason;
  std::optional<Date> changed_on;
};

// Who asks: the office is whoever holds the right trial.see.
enum class Audience { office, everybody };

constexpr bool is_hidden(const Trial& trial, Audience audience) {
  return trial.standing == Standing::on_trial && audience == Audience::everybody;
}

}  // namespace guatu::trial
