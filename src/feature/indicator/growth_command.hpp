// SPDX-License-Identifier: Apache-2.0
// `guatu indicator required | month-growth | contribution | average-growth | compare-growth` (增速): growth figures of
// plain numbers. What is only an estimate is marked 测算; a quotient of levels beside a published growth, 不可比.
#pragma once

namespace CLI {
class App;
}

namespace guatu::ui {
class Shell;
}

namespace guatu::figures {

void add_growth_commands(CLI::App& indicator, ui::Shell& shell);

}  // namespace guatu::figures
