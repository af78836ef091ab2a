// SPDX-License-Identifier: Apache-2.0
// `guatu user` (账号管理): what the administrators do on their pages, on the command line, by the same actions and so
// with the same two halves and the same refusals. A password is set by its person only, on the page.
#pragma once

namespace CLI {
class App;
}

namespace guatu {

namespace ui {
class Shell;
}

namespace account {

void add_user_command(CLI::App& app, ui::Shell& shell);

}  // namespace account
}  // namespace guatu
