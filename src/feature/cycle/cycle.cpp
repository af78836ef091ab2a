// SPDX-License-Identifier: Apache-2.0
#include "feature/cycle/cycle.hpp"

namespace guatu::cycle {
namespace {

struct Transition {
  Step step;
  CycleState from;
  CycleState to;
};

constexpr Transition kTransitions[] = {
    {Step::open, CycleState::planned, CycleState::open},
    {Step::open, CycleState::held_on_paper, CycleState::open},
    {Step::collect, CycleState::open, CycleState::collecting},
    {Step::freeze, CycleState::collecting, CycleState::frozen},
    {Step::publish, CycleState::frozen, CycleState::published},
};

constexpr std::string_view word_of(Step step) {
  switch (step) {
    case Step::open:
      return "开启";
    case Step::collect:
      return "收集";
    case Step::freeze:
      return "定版";
    case Step::publish:
      return "发布";
  }
  return "";
}

std::string steps_allowed_from(CycleState state) {
  std::string words;
  for (const auto& transition : kTransitions)
    if (transition.from == state)
      words += std::string(words.empty() ? "" : "、") + std::string(word_of(transition.step));
  return words.empty() ? "无" : words;
}

}  // namespace

Result<Cycle> take_step(const Cycle& cycle, Step step, Date today) {
  for (const auto& transition : kTransitions) {
    if (transition.step != step || transition.from != cycle.state) continue;
    Cycle after = cycle;
    after.state = transition.to;
    if (step == Step::freeze) after.frozen_on = today;
    if (step == Step::publish) after.published_on = today;
    return after;
  }
  return refuse(ErrorKind::conflict, "state", "cycle.step_out_of_order",
                {{"cycle", cycle.id.value},
                 {"value", std::string(word_of(step))},
                 {"state", std::string(chinese_of(cycle.state))},
                 {"accepted", steps_allowed_from(cycle.state)}});
}

}  // namespace guatu::cycle
