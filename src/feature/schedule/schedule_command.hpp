// SPDX-License-Identifier: Apache-2.0
// `guatu schedule compute|simulate|backward|earned|convert`: 进度推算 on an MSPDI, XER, csv or PSPLIB file.
// docs/format/schedule.md says what is read and answered; refusals are those of the file's format and of the engine.
#pragma once

namespace CLI {
class App;
}

namespace guatu {

namespace ui {
class Shell;
}

namespace schedule {

void add_schedule_command(CLI::App& app, ui::Shell& shell);

}  // namespace schedule
}  // namespace guatu
