// SPDX-License-Identifier: Apache-2.0
// `guatu workday add | count | due | month | check | meetings`: workday arithmetic by the published notices. Years
// without a notice are marked 暂定; a legal term that would rest on one is refused.
#pragma once

namespace CLI {
class App;
}

namespace guatu::ui {
class Shell;
}

namespace guatu::calendar {

void add_calendar_command(CLI::App& app, ui::Shell& shell);

}  // namespace guatu::calendar
