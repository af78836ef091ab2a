// SPDX-License-Identifier: Apache-2.0
// Config (配置): the settings of one run, from flags, environment, file and defaults, in this order of strength,
// and where each came from. Refuses config.unknown_key with the nearest known one, config.unknown_variable,
// config.wrong_type, config.not_in_range, config.not_a_choice, config.bad_listen, config.bad_address,
// config.tls_incomplete, config.toml_syntax, config.file_not_readable; every problem at once.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "platform/config/setting.hpp"

namespace guatu::config {

struct Settings {
  std::filesystem::path store;
  std::string address;
  std::uint16_t port = 0;
  std::filesystem::path tls_cert;
  std::filesystem::path tls_key;
  bool insecure_http = false;
  std::vector<std::string> hosts;
  std::vector<std::string> trusted_proxies;
  int workers = 0;
  std::string log_level;
  std::filesystem::path log_file;
  std::string metrics_token;
  std::filesystem::path backup_directory;
  int backup_hour = 0;
  int backup_keep = 0;
  int checkpoint_minutes = 0;
};

enum class Origin : std::uint8_t { fallback, file, environment, flag };

// The texts given for one setting: one, or as many as a list has.
struct Chosen {
  std::vector<std::string> texts;
  Origin origin = Origin::fallback;
  std::string place;  // guatu.toml:12, GUATU_LISTEN, --listen
};
using Choices = std::map<std::string, Chosen, std::less<>>;  // by key

struct Sources {
  std::filesystem::path file;  // --config; empty: DIR/guatu.toml, else `machine_file`
  std::filesystem::path machine_file = "/etc/guatu/guatu.toml";
  std::map<std::string, std::string> environment;         // variables that begin with GUATU_
  std::map<std::string, std::vector<std::string>> flags;  // by key
};

struct Config {
  Settings settings;
  Choices choices;             // every setting
  std::filesystem::path file;  // the one that was read; empty: none
};

Result<Config> gather(const Sources& sources);
std::map<std::string, std::string> environment_variables();  // of this program, those that begin with GUATU_

// What one file says. `place` names it in refusals.
Result<Choices> parse_config(std::string_view text, const std::string& place);

// The effective settings as a file that could be used, each with where it came from; secrets are left out.
std::string config_as_toml(const Config& config);
std::string config_as_json(const Config& config);

}  // namespace guatu::config
