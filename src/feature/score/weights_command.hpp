// SPDX-License-Identifier: Apache-2.0
// guatu score weights | topsis (赋权, 优劣解距离法): on a scheme's values, or straight on the columns of a sheet.
// Refuse what the engine refuses.
#pragma once

namespace CLI {
class App;
}

namespace guatu {
namespace ui {
class Shell;
}

namespace score {
void add_weights(CLI::App& parent, ui::Shell& shell);
void add_topsis(CLI::App& parent, ui::Shell& shell);
}  // namespace score
}  // namespace guatu
