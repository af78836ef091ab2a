// SPDX-License-Identifier: Apache-2.0
#include "platform/config/config.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <iterator>

#include "base/assert.hpp"
#include "base/json_writer.hpp"
#include "base/text.hpp"

namespace guatu::config {
namespace {

// A variable that is this close to a known one is taken for a slip of the pen; others are not ours to judge.
constexpr std::size_t kSlipLetters = 2;
constexpr std::string_view kLevels[] = {"debug", "info", "warning", "error"};
constexpr std::string_view kOriginWords[] = {"default", "file", "environment", "flag"};

bool is_list(const Setting& setting) { return setting.kind == Kind::words || setting.kind == Kind::addresses; }

std::vector<std::string> texts_from(const Setting& setting, std::string_view text) {
  if (!is_list(setting)) return {std::string(trim(text))};
  std::vector<std::string> texts;
  for (const auto& part : split(text, ",")) texts.emplace_back(trim(part));
  return texts;
}

// ---- reading texts as values ----

struct Endpoint {
  std::string address;
  std::uint16_t port = 0;
};

bool is_address(const std::string& text) {
  std::array<unsigned char, sizeof(in6_addr)> bytes{};
  return inet_pton(AF_INET, text.c_str(), bytes.data()) == 1 || inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1;
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// 127.0.0.1:8470, [::1]:8470, or 8470 alone, which is this machine only.
std::optional<Endpoint> parse_listen(std::string_view text) {
  Endpoint endpoint{"127.0.0.1", 0};
  const auto colon = text.rfind(':');
  if (colon != std::string_view::npos) {
    std::string_view address = text.substr(0, colon);
    const bool bracketed = address.starts_with('[') && address.ends_with(']') && address.size() > 2;
    if (bracketed) address = address.substr(1, address.size() - 2);
    endpoint.address = std::string(address);
    if (!is_address(endpoint.address) || bracketed != (address.find(':') != std::string_view::npos))
      return std::nullopt;
    text.remove_prefix(colon + 1);
  }
  const auto port = whole_number(text);
  if (!port || *port < 0 || *port > 65535) return std::nullopt;
  endpoint.port = static_cast<std::uint16_t>(*port);
  return endpoint;
}

// ---- judging ----

std::optional<Problem> fault_of(const Setting& setting, const Chosen& chosen) {
  const std::string key(setting.key);
  const std::string text = chosen.texts.empty() ? "" : chosen.texts.front();
  switch (setting.kind) {
    case Kind::whole: {
      const auto number = whole_number(text);
      if (number && *number >= setting.least && *number <= setting.most) return std::nullopt;
      return Problem{chosen.place,
                     "config.not_in_range",
                     {{"key", key},
                      {"value", text},
                      {"least", std::to_string(setting.least)},
                      {"most", std::to_string(setting.most)}}};
    }
    case Kind::yes_no:
      if (text == "true" || text == "false") return std::nullopt;
      return Problem{
          chosen.place, "config.not_a_choice", {{"key", key}, {"value", text}, {"accepted", "true | false"}}};
    case Kind::level:
      if (std::ranges::find(kLevels, text) != std::end(kLevels)) return std::nullopt;
      return Problem{chosen.place,
                     "config.not_a_choice",
                     {{"key", key}, {"value", text}, {"accepted", "debug | info | warning | error"}}};
    case Kind::listen:
      if (parse_listen(text)) return std::nullopt;
      return Problem{chosen.place, "config.bad_listen", {{"value", text}}};
    case Kind::addresses:
      for (const auto& address : chosen.texts)
        if (!is_address(address))
          return Problem{chosen.place, "config.bad_address", {{"key", key}, {"value", address}}};
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

std::optional<Problem> fault_of_tls(const Choices& choices) {
  const Chosen& cert = choices.at("tls_cert");
  const Chosen& key = choices.at("tls_key");
  if (cert.texts.front().empty() == key.texts.front().empty()) return std::nullopt;
  const bool key_missing = key.texts.front().empty();
  return Problem{key_missing ? cert.place : key.place,
                 "config.tls_incomplete",
                 {{"missing", key_missing ? "tls_key" : "tls_cert"}}};
}

// ---- gathering ----

std::optional<Problem> add_environment(const std::map<std::string, std::string>& environment, Choices& choices) {
  std::map<std::string, const Setting*> known;
  for (const Setting& setting : all_settings()) known[variable_of(setting)] = &setting;
  for (const auto& [name, value] : environment) {
    if (const auto found = known.find(name); found != known.end()) {
      choices[std::string(found->second->key)] = {texts_from(*found->second, value), Origin::environment, name};
      continue;
    }
    for (const auto& [variable, setting] : known)
      if (letters_apart(name.substr(0, 64), variable) <= kSlipLetters)
        return Problem{name, "config.unknown_variable", {{"name", name}, {"nearest", variable}}};
  }
  return std::nullopt;
}

Result<std::string> read_whole(const std::filesystem::path& file) {
  std::error_code error;
  errno = EISDIR;
  std::ifstream stream;
  if (!std::filesystem::is_directory(file, error)) stream.open(file, std::ios::binary);
  if (!stream.is_open())
    return refuse(ErrorKind::unavailable, file.string(), "config.file_not_readable",
                  {{"reason", std::strerror(errno)}});
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

std::filesystem::path file_to_read(const Sources& sources, const Choices& stronger) {
  if (!sources.file.empty()) return sources.file;
  const auto given = stronger.find("data");
  const std::filesystem::path directory =
      given == stronger.end() ? std::string(find_setting("data")->fallback) : given->second.texts.front();
  std::error_code error;
  for (const auto& candidate : {directory / "guatu.toml", sources.machine_file})
    if (std::filesystem::exists(candidate, error)) return candidate;
  return {};
}

// A path in a file means the same wherever the program is started.
void resolve_paths(Choices& choices, const std::filesystem::path& file) {
  for (auto& [key, chosen] : choices) {
    if (find_setting(key)->kind != Kind::path || chosen.texts.front().empty()) continue;
    const std::filesystem::path path(chosen.texts.front());
    if (path.is_relative()) chosen.texts.front() = (file.parent_path() / path).lexically_normal().string();
  }
}

Settings settings_from(const Choices& choices) {
  const auto text = [&](std::string_view key) { return choices.find(key)->second.texts.front(); };
  const auto whole = [&](std::string_view key) { return static_cast<int>(*whole_number(text(key))); };
  const auto words = [&](std::string_view key) { return choices.find(key)->second.texts; };
  const auto endpoint = parse_listen(text("listen"));
  GUATU_ASSERT(endpoint.has_value());
  return {.store = text("data"),
          .address = endpoint->address,
          .port = endpoint->port,
          .tls_cert = text("tls_cert"),
          .tls_key = text("tls_key"),
          .insecure_http = text("insecure_http") == "true",
          .hosts = words("hosts"),
          .trusted_proxies = words("trusted_proxies"),
          .workers = whole("workers"),
          .log_level = text("log_level"),
          .log_file = text("log_file"),
          .metrics_token = text("metrics_token"),
          .backup_directory = text("backup_directory"),
          .backup_hour = whole("backup_hour"),
          .backup_keep = whole("backup_keep"),
          .checkpoint_minutes = whole("checkpoint_minutes")};
}

// ---- showing ----

std::string toml_text(std::string_view text) {
  std::string out;
  append_json_text(out, text);  // a JSON text is a TOML text as well
  return out;
}

std::string shown(const Setting& setting, const Chosen& chosen) {
  if (setting.secrecy == Secrecy::secret) return toml_text(chosen.texts.front().empty() ? "" : "…");
  if (setting.kind == Kind::whole || setting.kind == Kind::yes_no) return chosen.texts.front();
  if (!is_list(setting)) return toml_text(chosen.texts.front());
  std::vector<std::string> parts;
  for (const auto& text : chosen.texts) parts.push_back(toml_text(text));
  return fmt::format("[{}]", join(parts, ", "));
}

std::string_view origin_of(const Chosen& chosen) {
  return chosen.place.empty() ? kOriginWords[static_cast<std::size_t>(chosen.origin)] : std::string_view(chosen.place);
}

}  // namespace

std::map<std::string, std::string> environment_variables() {
  std::map<std::string, std::string> variables;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    const auto equals = text.find('=');
    if (text.starts_with("GUATU_") && equals != std::string_view::npos)
      variables.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return variables;
}

Result<Config> gather(const Sources& sources) {
  Error error;
  Config config;
  Choices stronger;
  if (auto problem = add_environment(sources.environment, stronger)) error.problems.push_back(std::move(*problem));
  for (const auto& [key, texts] : sources.flags) {
    const Setting* setting = find_setting(key);
    GUATU_ASSERT(setting != nullptr);
    stronger[key] = {is_list(*setting) ? texts_from(*setting, join(texts, ",")) : texts, Origin::flag,
                     flag_of(*setting)};
  }
  config.file = file_to_read(sources, stronger);
  if (!config.file.empty()) {
    GUATU_TRY(const std::string text, read_whole(config.file));
    auto choices = parse_config(text, config.file.string());
    if (choices) {
      config.choices = std::move(*choices);
      resolve_paths(config.choices, config.file);
    } else {
      std::ranges::move(choices.error().problems, std::back_inserter(error.problems));
    }
  }
  for (auto& [key, chosen] : stronger) config.choices[key] = std::move(chosen);
  for (const Setting& setting : all_settings()) {
    auto [at, fresh] = config.choices.try_emplace(std::string(setting.key));
    if (fresh) at->second.texts = texts_from(setting, setting.fallback);
    if (auto problem = fault_of(setting, at->second)) error.problems.push_back(std::move(*problem));
  }
  if (auto problem = fault_of_tls(config.choices)) error.problems.push_back(std::move(*problem));
  if (!error.problems.empty()) return refuse(std::move(error));
  config.settings = settings_from(config.choices);
  return config;
}

std::string config_as_toml(const Config& config) {
  std::string out;
  for (const Setting& setting : all_settings()) {
    const Chosen& chosen = config.choices.find(setting.key)->second;
    out += fmt::format("{:<52} # {}\n", fmt::format("{} = {}", setting.key, shown(setting, chosen)), origin_of(chosen));
  }
  return out;
}

std::string config_as_json(const Config& config) {
  JsonWriter json;
  json.begin_object().member("file", config.file.string()).key("settings").begin_object();
  for (const Setting& setting : all_settings()) {
    const Chosen& chosen = config.choices.find(setting.key)->second;
    json.key(setting.key).begin_object().key("value").raw(shown(setting, chosen));
    json.member("origin", kOriginWords[static_cast<std::size_t>(chosen.origin)]).member("place", chosen.place);
    json.end_object();
  }
  return json.end_object().end_object().take();
}

}  // namespace guatu::config
