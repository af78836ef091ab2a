// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <map>

#include "base/version.hpp"
#include "main/commands.hpp"
#include "platform/db/disk_full.hpp"
#include "platform/ui/shell.hpp"

namespace {

using guatu::message::Language;
using guatu::ui::OutputFormat;

void add_common_options(CLI::App& app, guatu::ui::Shell& shell) {
  static const std::map<std::string, OutputFormat> formats{
      {"text", OutputFormat::text}, {"json", OutputFormat::json}, {"csv", OutputFormat::csv}};
  static const std::map<std::string, Language> languages{{"zh", Language::chinese}, {"en", Language::english}};
  app.add_option("--format", shell.format, "text | json | csv")
      ->transform(CLI::CheckedTransformer(formats))
      ->type_name("");
  app.add_option("--lang", shell.language, "zh | en")
      ->envname("GUATU_LANG")
      ->transform(CLI::CheckedTransformer(languages))
      ->type_name("");
  // So that `guatu workday add … --format json` works as well as `guatu --format json workday …`.
  app.fallthrough();
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("guatu 挂图: runs a district's year — targets, key projects, weekly dispatch");
  guatu::ui::Shell shell;
  app.set_version_flag("--version", std::string(guatu::kProgramVersion));
  app.require_subcommand(1);
  add_common_options(app, shell);
  guatu::add_commands(app, shell);
  try {
    app.parse(argc, argv);
    return shell.exit_status();
  } catch (const CLI::ParseError& error) {
    return app.exit(error);
  } catch (const guatu::db::DiskFull&) {
    shell.fail(guatu::Error{guatu::ErrorKind::unavailable, {{"", "store.full", {}}}});
    return shell.exit_status();
  } catch (const std::exception& error) {
    std::cerr << "guatu: " << error.what() << '\n';
    return 70;
  }
}
