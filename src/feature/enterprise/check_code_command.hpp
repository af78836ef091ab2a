// SPDX-License-Identifier: Apache-2.0
// `guatu check-code credit|project CODE`: the check digit of a unified social credit code (统一社会信用代码), the form
// of a project code. A wrong code is a warning with a non-zero status; whether it stands is a person's decision.
#pragma once

namespace CLI {
class App;
}

namespace guatu::ui {
class Shell;
}

namespace guatu::enterprise {

void add_check_code_command(CLI::App& app, ui::Shell& shell);

}  // namespace guatu::enterprise
