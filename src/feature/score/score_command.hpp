// SPDX-License-Identifier: Apache-2.0
// The commands of evaluation (考评): guatu score compute | normalise | weights | topsis | robustness | explain |
// verify. They read files, print text, JSON or csv, and keep nothing.
#pragma once

namespace CLI {
class App;
}

namespace guatu {
namespace ui {
class Shell;
}

namespace score {
void add_score_command(CLI::App& app, ui::Shell& shell);
}  // namespace score
}  // namespace guatu
