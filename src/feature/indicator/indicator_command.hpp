// SPDX-License-Identifier: Apache-2.0
// `guatu indicator …` on plain numbers (手算): completion, trajectories, needed pace and growth, month growth,
// contribution, two-year averages, 双过半, status words, sprints, targets and ranks. Figures are exact until they are
// printed: points and shares with one decimal, growth with up to four.
#pragma once

namespace CLI {
class App;
}

namespace guatu::ui {
class Shell;
}

namespace guatu::indicator {

void add_indicator_command(CLI::App& app, ui::Shell& shell);

}  // namespace guatu::indicator
