// SPDX-License-Identifier: Apache-2.0
// `guatu cycle list|open|collect|freeze|publish` (调度周期): one step of a cycle a call, journalled under the
// operator's name. A step out of order is refused.
#pragma once

namespace CLI {
class App;
}

namespace guatu::ui {
class Shell;
}

namespace guatu::cycle {

void add_cycle_command(CLI::App& app, ui::Shell& shell);

}  // namespace guatu::cycle
