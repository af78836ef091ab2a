// SPDX-License-Identifier: Apache-2.0
// `guatu indicator completion | status | expected | pace | half-year | ceiling` (进度): how far plain numbers are
// against a target and its trajectory. A month without a share shows — and is never taken for zero.
#pragma once

namespace CLI {
class App;
}

namespace guatu::ui {
class Shell;
}

namespace guatu::figures {

void add_progress_commands(CLI::App& indicator, ui::Shell& shell);

}  // namespace guatu::figures
