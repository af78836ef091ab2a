// SPDX-License-Identifier: Apache-2.0
// Runs a command as main would: arguments in, what it printed and its exit status out.
#pragma once

#include <gtest/gtest.h>

#include <CLI/CLI.hpp>
#include <map>
#include <string>
#include <vector>

#include "platform/ui/shell.hpp"

namespace guatu::testing {

struct CommandRun {
  std::string out;
  std::string err;
  int status = 0;
};

inline CommandRun run_command(void (*add)(CLI::App&, ui::Shell&), const std::string& line) {
  static const std::map<std::string, ui::OutputFormat> formats{{"text", ui::OutputFormat::text},
                                                               {"json", ui::OutputFormat::json}};
  CLI::App app("guatu");
  ui::Shell shell;
  app.add_option("--format", shell.format)->transform(CLI::CheckedTransformer(formats));
  app.fallthrough();
  add(app, shell);
  ::testing::internal::CaptureStdout();
  ::testing::internal::CaptureStderr();
  CommandRun run;
  try {
    app.parse(line, false);
    run.status = shell.exit_status();
  } catch (const CLI::ParseError& error) {
    run.status = app.exit(error);
  }
  run.out = ::testing::internal::GetCapturedStdout();
  run.err = ::testing::internal::GetCapturedStderr();
  return run;
}

}  // namespace guatu::testing
