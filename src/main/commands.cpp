// SPDX-License-Identifier: Apache-2.0
#include "main/commands.hpp"

#include <CLI/CLI.hpp>

#include "platform/ui/shell.hpp"

namespace guatu {

void add_commands(CLI::App& app, ui::Shell& shell) {
  static_cast<void>(app);
  static_cast<void>(shell);
}

}  // namespace guatu
