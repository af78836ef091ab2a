// SPDX-License-Identifier: Apache-2.0
#include "main/commands.hpp"

#include <CLI/CLI.hpp>

#include "feature/bulletin/docx_command.hpp"
#include "platform/ui/shell.hpp"

namespace guatu {

void add_commands(CLI::App& app, ui::Shell& shell) {
  bulletin::add_docx_command(app, shell);
}

}  // namespace guatu
