// SPDX-License-Identifier: Apache-2.0
// What the subcommands of `guatu indicator` share (手算命令): the texts they read and the way an answer or a refusal
// leaves. A subcommand is a function from texts to an answer.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/indicator/target.hpp"
#include "feature/indicator/plain_figures.hpp"
#include "platform/ui/answer.hpp"

namespace guatu::figures {

using ui::Answer;
using Answered = Result<Answer>;

inline constexpr std::string_view kPoints = " 个百分点";

// Everything the subcommands read, as typed. Each uses its part.
struct Texts {
  std::vector<std::string> figures;
  TrajectoryTexts trajectory;
  int month = 0;
  int scale = 1;
  std::string date, target_growth, base_year, base_cumulative, cumulative, growth, share, reference, value, before;
  std::string adjusted_from, year_plan;
  std::string tolerance = "0";
  Direction direction = Direction::higher_is_better;
};

struct Subcommand {
  CLI::App* app;
  std::shared_ptr<Texts> texts;

  CLI::Option* option(const char* name, std::string Texts::*field, const char* help) const {
    return app->add_option(name, (*texts).*field, help);
  }
  // The figures that stand without a name; `count` of them, or any number for 0.
  void figures(const char* names, int count, const char* help) const;
  void month() const;  // --month, required
};

Subcommand add_subcommand(CLI::App& parent, ui::Shell& shell, const char* name, const char* help,
                          Answered (*answer)(const Texts&));

std::string_view word_of(Met met);  // 是, 否, —
std::string_view json_of(Met met);  // true, false, null

}  // namespace guatu::figures
