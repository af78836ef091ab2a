// SPDX-License-Identifier: Apache-2.0
// `guatu light adopt|board|replay` and `guatu light explain --project`: the lights of a store's projects, now or as
// they were known at a journal position.
#pragma once

#include <string>

#include "base/result.hpp"
#include "platform/ui/store_options.hpp"

namespace CLI {
class App;
}

namespace guatu::ui {
class Shell;
}

namespace guatu::lights {

struct BoardQuestion {
  ui::StoreOptions store;
  std::string project;
  std::string rule;           // replay: preset or file; empty: the one in force
  std::string month;          // YYYY-MM; empty: by the day
  std::string day;            // empty: today
  std::int64_t position = 0;  // 0: now

  void add_to(CLI::App& command);
};

Result<std::string> explain_project(const BoardQuestion& question, const ui::Shell& shell);

void add_board_commands(CLI::App& light, ui::Shell& shell);

}  // namespace guatu::lights
