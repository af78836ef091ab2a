// SPDX-License-Identifier: Apache-2.0
// `guatu indicator target | rank | sprint` (目标、位次、冲刺): what a target text asks for, ranks on the published
// precision, and the remaining plan against the pace so far.
#pragma once

namespace CLI {
class App;
}

namespace guatu::ui {
class Shell;
}

namespace guatu::figures {

void add_target_commands(CLI::App& indicator, ui::Shell& shell);

}  // namespace guatu::figures
