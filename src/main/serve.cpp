// SPDX-License-Identifier: Apache-2.0
#include "main/serve.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <iostream>
#include <memory>

#include "base/version.hpp"
#include "main/running_server.hpp"
#include "platform/config/config.hpp"
#include "platform/db/demo_mark.hpp"
#include "platform/log/log.hpp"
#include "platform/service/service.hpp"
#include "platform/ui/shell.hpp"

namespace guatu {
namespace {

constexpr int kCutOff = 75;  // EX_TEMPFAIL of sysexits.h

struct ServeCommand {
  std::string config_file;
  bool print_config = false;
  // What was given for each setting, in the order of the table.
  std::vector<std::vector<std::string>> given = std::vector<std::vector<std::string>>(config::all_settings().size());
};

config::Sources sources_of(const ServeCommand& command) {
  config::Sources sources;
  sources.file = command.config_file;
  sources.environment = config::environment_variables();
  for (std::size_t i = 0; i < command.given.size(); ++i)
    if (!command.given[i].empty()) sources.flags[std::string(config::all_settings()[i].key)] = command.given[i];
  return sources;
}

void wait_until_told(RunningServer& server) {
  while (service::wait_for_signal() == service::Signal::reload) {
    service::tell_supervisor("RELOADING=1");
    const auto reloaded = server.reload();
    if (reloaded)
      log::info("server.reloaded");
    else
      log::error("server.reload_refused", {{log::Key::code, reloaded.error().problems.front().code}});
    service::tell_supervisor("READY=1");
  }
}

Result<std::unique_ptr<RunningServer>> start(const config::Settings& settings) {
  log::Options options;
  options.level = from_code<log::Level>(settings.log_level).value_or(log::Level::info);
  options.file = settings.log_file;
  GUATU_CHECK(log::start(options));
  return RunningServer::start(settings);
}

// Where it is, and for a new store the link that works once. The link is for eyes and never for the log.
void announce(RunningServer& server, const ui::Shell& shell) {
  const std::string address = server.address();
  log::info("server.ready", {{log::Key::address, address}, {log::Key::version, kProgramVersion}});
  shell.print(fmt::format(fmt::runtime(shell.say("服务已启动：{}（Ctrl-C 停止）", "serving at {} (Ctrl-C stops it)")),
                          address));
  const auto link = server.setup_link();
  if (!link) return shell.print(message::sentence_for(link.error().problems.front(), shell.language));
  if (!link->empty())
    shell.print(fmt::format(
        fmt::runtime(shell.say("首次使用：请打开 {} 创建三位管理员，链接只能用一次",
                               "first start: open {} to create the three administrators; the link works once")),
        *link));
}

// A demo's passwords are shown wherever it is served; they open nothing else.
void announce_demo(const std::filesystem::path& store, const ui::Shell& shell) {
  const auto file = db::demo_accounts_file(store);
  if (!file) return;
  const auto accounts = ui::read_file(file->string());
  if (accounts) shell.print(*accounts + "  " + file->string());
}

void run_serve(const ServeCommand& command, ui::Shell& shell) {
  const auto config = config::gather(sources_of(command));
  if (!config) return shell.fail(config.error());
  if (command.print_config)
    return shell.print(shell.is_json() ? config::config_as_json(*config) : config::config_as_toml(*config));
  serve(config->settings, shell);
}

void add_setting(CLI::App& serve_app, const config::Setting& setting, std::vector<std::string>& given) {
  const std::string flag = config::flag_of(setting);
  const std::string words(setting.english);
  if (setting.kind == config::Kind::yes_no)
    serve_app.add_flag(flag + "{true}", given, words);
  else if (setting.kind == config::Kind::words || setting.kind == config::Kind::addresses)
    serve_app.add_option(flag, given, words)->delimiter(',')->type_name("");
  else
    serve_app.add_option(flag, given, words)
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast)
        ->type_name("");
}

}  // namespace

void serve(const config::Settings& settings, ui::Shell& shell) {
  ::umask(0027);  // log, sockets and backups are nobody else's
  service::hold_signals();
  auto server = start(settings);
  if (!server) {
    log::stop();
    return shell.fail(server.error());
  }
  announce_demo(settings.store, shell);
  announce(**server, shell);
  std::cout.flush();  // into a pipe too: somebody waits for this line
  service::tell_supervisor("READY=1");
  wait_until_told(**server);
  service::tell_supervisor("STOPPING=1");
  log::info("server.stopping");
  const bool is_done = (*server)->drain();
  if (!is_done) log::warning("server.job_cut_off");
  if (is_done) server->reset();  // closes the store with a last checkpoint
  log::info("server.stopped");
  log::stop();
  if (!is_done) std::_Exit(kCutOff);
}

void serve_store(const std::string& store, ui::Shell& shell) {
  config::Sources sources;
  sources.environment = config::environment_variables();
  sources.flags["data"] = {store};
  const auto config = config::gather(sources);
  if (!config) return shell.fail(config.error());
  serve(config->settings, shell);
}

void add_serve_command(CLI::App& app, ui::Shell& shell) {
  auto command = std::make_shared<ServeCommand>();
  auto* serve_app = app.add_subcommand("serve", "the server: pages and API over http or https");
  serve_app->add_option("--config", command->config_file,
                        "settings as TOML; default DIR/guatu.toml, else /etc/guatu/guatu.toml");
  serve_app->add_flag("--print-config", command->print_config, "show the settings in force and where each is from");
  for (std::size_t i = 0; i < command->given.size(); ++i)
    add_setting(*serve_app, config::all_settings()[i], command->given[i]);
  serve_app->callback([command, &shell] { run_serve(*command, shell); });
}

}  // namespace guatu
