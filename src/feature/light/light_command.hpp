// SPDX-License-Identifier: Apache-2.0
// `guatu light check | explain | presets`: rule files checked for holes, overlaps and sources; why plain numbers give
// the light they give under a rule; the rule sets that come with the program (预置规则).
#pragma once

namespace CLI {
class App;
}

namespace guatu::ui {
class Shell;
}

namespace guatu::light {

void add_light_command(CLI::App& app, ui::Shell& shell);

}  // namespace guatu::light
