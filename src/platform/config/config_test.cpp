// SPDX-License-Identifier: Apache-2.0
#include "platform/config/config.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <random>

#include "platform/db/store_test.hpp"

namespace guatu::config {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class ConfigTest : public ::testing::Test {
 protected:
  void SetUp() override { sources_.machine_file = folder_.path() / "machine.toml"; }
  std::filesystem::path write(const std::string& name, const std::string& text) {
    std::ofstream(folder_.path() / name, std::ios::binary) << text;
    return folder_.path() / name;
  }
  Config accepted() const {
    auto config = gather(sources_);
    EXPECT_TRUE(config.has_value()) << (config ? "" : config.error().problems.front().code);
    return config ? std::move(*config) : Config{};
  }

  db::testing::TemporaryDirectory folder_;
  Sources sources_;
};

TEST_F(ConfigTest, needs_nothing) {
  const Config config = accepted();
  EXPECT_EQ(config.settings.store, "guatu-data");
  EXPECT_EQ(config.settings.address, "127.0.0.1");
  EXPECT_EQ(config.settings.port, 8470);
  EXPECT_EQ(config.settings.workers, 16);
  EXPECT_EQ(config.settings.checkpoint_minutes, 10);
  EXPECT_FALSE(config.settings.insecure_http);
  EXPECT_TRUE(config.settings.backup_directory.empty());
  EXPECT_TRUE(config.settings.hosts.empty());
  EXPECT_TRUE(config.file.empty());
}

TEST_F(ConfigTest, a_flag_beats_the_environment_beats_the_file_beats_the_default) {
  sources_.file = write("guatu.toml", "listen = \"10.0.0.1:1\"\nworkers = 3\nlog_level = \"debug\"\n");
  sources_.environment = {{"GUATU_LISTEN", "10.0.0.2:2"}, {"GUATU_WORKERS", "4"}, {"GUATU_TODAY", "2026-09-21"}};
  sources_.flags = {{"listen", {"10.0.0.3:3"}}};
  const Config config = accepted();
  EXPECT_EQ(config.settings.address, "10.0.0.3");
  EXPECT_EQ(config.settings.port, 3);
  EXPECT_EQ(config.settings.workers, 4);
  EXPECT_EQ(config.settings.log_level, "debug");
  EXPECT_EQ(config.choices.at("listen").place, "--listen");
  EXPECT_EQ(config.choices.at("workers").place, "GUATU_WORKERS");
  EXPECT_EQ(config.choices.at("log_level").place, sources_.file.string() + ":3");
  EXPECT_EQ(config.choices.at("backup_hour").origin, Origin::fallback);
}

TEST_F(ConfigTest, the_file_of_the_store_goes_before_the_one_of_the_machine) {
  write("machine.toml", "workers = 5\n");
  EXPECT_EQ(accepted().settings.workers, 5);
  std::filesystem::create_directories(folder_.path() / "store");
  write("store/guatu.toml", "workers = 6\n");
  EXPECT_EQ(accepted().settings.workers, 5);  // of another store
  sources_.flags = {{"data", {(folder_.path() / "store").string()}}};
  EXPECT_EQ(accepted().settings.workers, 6);
}

TEST_F(ConfigTest, a_path_in_a_file_is_relative_to_the_file) {
  sources_.file = write("guatu.toml", "tls_cert = \"tls/cert.pem\"\ntls_key = \"/etc/key.pem\"\nlog_file = \"\"\n");
  sources_.flags = {{"data", {"here"}}};
  const Config config = accepted();
  EXPECT_EQ(config.settings.tls_cert, folder_.path() / "tls/cert.pem");
  EXPECT_EQ(config.settings.tls_key, "/etc/key.pem");
  EXPECT_EQ(config.settings.store, "here");
  EXPECT_TRUE(config.settings.log_file.empty());
}

TEST_F(ConfigTest, lists_are_arrays_in_the_file_and_commas_elsewhere) {
  sources_.file = write("guatu.toml", "hosts = [\"guatu.yunting\", \"10.1.2.3\"]\n");
  EXPECT_THAT(accepted().settings.hosts, ElementsAre("guatu.yunting", "10.1.2.3"));
  sources_.environment = {{"GUATU_HOSTS", "a, b"}};
  EXPECT_THAT(accepted().settings.hosts, ElementsAre("a", "b"));
  sources_.flags = {{"hosts", {"c", "d"}}};
  EXPECT_THAT(accepted().settings.hosts, ElementsAre("c", "d"));
}

TEST_F(ConfigTest, listens_where_it_is_told) {
  struct Row {
    const char* text;
    const char* address;
    int port;
  };
  for (const Row& row : {Row{"0.0.0.0:443", "0.0.0.0", 443}, Row{"[::1]:80", "::1", 80}, Row{"9000", "127.0.0.1", 9000},
                         Row{"127.0.0.1:0", "127.0.0.1", 0}, Row{"[::]:65535", "::", 65535}}) {
    sources_.flags = {{"listen", {row.text}}};
    const Config config = accepted();
    EXPECT_EQ(config.settings.address, row.address) << row.text;
    EXPECT_EQ(config.settings.port, row.port) << row.text;
  }
}

TEST_F(ConfigTest, refuses) {
  struct Row {
    const char* text;
    const char* code;
    const char* line;
    const char* argument;
  };
  const Row rows[] = {
      {"\nlisten_on = \"x\"\n", "config.unknown_key", "2", "listen"},
      {"tls-key = \"x\"\n", "config.unknown_key", "1", "tls_key"},
      {"[backup]\nhour = 3\n", "config.unknown_key", "1", "backup_"},
      {"workers = \"4\"\n", "config.wrong_type", "1", "workers"},
      {"insecure_http = 1\n", "config.wrong_type", "1", "true | false"},
      {"hosts = \"a\"\n", "config.wrong_type", "1", "hosts"},
      {"hosts = [1]\n", "config.wrong_type", "1", "hosts"},
      {"log_file = 3\n", "config.wrong_type", "1", "log_file"},
      {"workers = 0\n", "config.not_in_range", "1", "256"},
      {"workers = 257\n", "config.not_in_range", "1", "257"},
      {"backup_hour = 24\n", "config.not_in_range", "1", "23"},
      {"log_level = \"loud\"\n", "config.not_a_choice", "1", "loud"},
      {"listen = \"guatu:80\"\n", "config.bad_listen", "1", "guatu:80"},
      {"listen = \"127.0.0.1:65536\"\n", "config.bad_listen", "1", "65536"},
      {"listen = \"127.0.0.1:-1\"\n", "config.bad_listen", "1", "-1"},
      {"listen = \"::1:80\"\n", "config.bad_listen", "1", "::1"},
      {"listen = \"[127.0.0.1]:80\"\n", "config.bad_listen", "1", "[127"},
      {"trusted_proxies = [\"10.0.0.1\", \"proxy\"]\n", "config.bad_address", "1", "proxy"},
      {"tls_cert = \"c\"\n", "config.tls_incomplete", "1", "tls_key"},
      {"\ntls_key = \"k\"\n", "config.tls_incomplete", "2", "tls_cert"},
      {"workers = \n", "config.toml_syntax", "1", ""},
      {"workers = 1\nworkers = 2\n", "config.toml_syntax", "2", ""},
  };
  for (const Row& row : rows) {
    sources_.file = write("guatu.toml", row.text);
    const auto config = gather(sources_);
    ASSERT_FALSE(config.has_value()) << row.text;
    const Problem& problem = config.error().problems.front();
    EXPECT_EQ(problem.code, row.code) << row.text;
    EXPECT_EQ(problem.place, sources_.file.string() + ":" + row.line) << row.text;
    std::string arguments;
    for (const auto& [name, value] : problem.args) arguments += value + " ";
    EXPECT_THAT(arguments, HasSubstr(row.argument)) << row.text;
  }
}

TEST_F(ConfigTest, names_every_problem_at_once) {
  sources_.file = write("guatu.toml", "a = 1\nb = 2\nworkers = true\n");
  sources_.environment = {{"GUATU_LOG_LEVEL", "loud"}};
  const auto config = gather(sources_);
  ASSERT_FALSE(config.has_value());
  EXPECT_EQ(config.error().problems.size(), 4U);
}

TEST_F(ConfigTest, a_slip_in_a_variable_is_told_and_other_variables_are_left_alone) {
  sources_.environment = {{"GUATU_LANG", "zh"}, {"GUATU_TODAY", "2026-09-21"}, {"GUATU_OPERATOR", "x"}};
  EXPECT_TRUE(gather(sources_).has_value());
  sources_.environment = {{"GUATU_LISTN", "1"}};
  const auto config = gather(sources_);
  ASSERT_FALSE(config.has_value());
  EXPECT_EQ(config.error().problems.front().code, "config.unknown_variable");
  EXPECT_EQ(config.error().problems.front().args.at("nearest"), "GUATU_LISTEN");
}

TEST_F(ConfigTest, a_file_that_was_asked_for_must_be_there) {
  for (const auto& file : {folder_.path() / "nothing.toml", folder_.path()}) {
    sources_.file = file;
    const auto config = gather(sources_);
    ASSERT_FALSE(config.has_value());
    EXPECT_EQ(config.error().problems.front().code, "config.file_not_readable");
  }
}

TEST_F(ConfigTest, shows_where_each_value_came_from_and_no_secret) {
  sources_.file = write("guatu.toml", "metrics_token = \"sesame\"\nhosts = [\"a\"]\n");
  sources_.flags = {{"workers", {"2"}}};
  const Config config = accepted();
  EXPECT_EQ(config.settings.metrics_token, "sesame");
  const std::string toml = config_as_toml(config);
  EXPECT_THAT(toml, HasSubstr("workers = 2 "));
  EXPECT_THAT(toml, HasSubstr("# --workers"));
  EXPECT_THAT(toml, HasSubstr("hosts = [\"a\"] "));
  EXPECT_THAT(toml, HasSubstr("guatu.toml:2"));
  EXPECT_THAT(toml, HasSubstr("# default"));
  EXPECT_THAT(toml, Not(HasSubstr("sesame")));
  EXPECT_THAT(config_as_json(config), Not(HasSubstr("sesame")));
  EXPECT_THAT(config_as_json(config), HasSubstr(R"("workers":{"value":2,"origin":"flag","place":"--workers"})"));
  // What is shown can be used again.
  sources_.file = write("again.toml", toml);
  sources_.flags.clear();
  EXPECT_EQ(accepted().settings.workers, 2);
}

// The file that the package installs names every setting, and only settings, with their defaults.
TEST_F(ConfigTest, the_packaged_file_shows_all_settings) {
  std::ifstream file(std::string(GUATU_SOURCE_DIR) + "/packaging/guatu.toml");
  std::string every;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("#") && line.find(" = ") != std::string::npos && line[1] != ' ') line.erase(0, 1);
    every += line + "\n";
  }
  const auto choices = parse_config(every, "guatu.toml");
  ASSERT_TRUE(choices.has_value()) << choices.error().problems.front().code;
  EXPECT_EQ(choices->size(), all_settings().size());
  sources_.file = write("all.toml", every);
  const Config all = accepted();
  sources_.file.clear();
  const Config none = accepted();
  for (const Setting& setting : all_settings()) {
    if (setting.key == "data") continue;
    EXPECT_EQ(all.choices.find(setting.key)->second.texts, none.choices.find(setting.key)->second.texts) << setting.key;
  }
}

TEST(SettingTest, all_stand_in_both_guides) {
  for (const char* language : {"en", "zh"}) {
    std::ifstream file(std::string(GUATU_SOURCE_DIR) + "/docs/guide/" + language + "/server.md");
    const std::string guide(std::istreambuf_iterator<char>(file), {});
    for (const Setting& setting : all_settings())
      EXPECT_THAT(guide, HasSubstr("`" + std::string(setting.key) + "`")) << language;
  }
}

TEST(ConfigToml, survives_any_bytes) {
  std::mt19937 random(20261120);
  const std::string seed = "listen = \"127.0.0.1:80\"\nhosts = [\"a\"]\n[x.y]\nworkers = 3\n";
  for (int turn = 0; turn < 2000; ++turn) {
    std::string text = seed;
    for (int change = 0; change < 4; ++change) text[random() % text.size()] = static_cast<char>(random() % 256);
    const auto choices = parse_config(text, "f");
    EXPECT_TRUE(choices || choices.error().problems.front().code.starts_with("config."));
  }
  EXPECT_FALSE(parse_config(std::string(100'000, 'a'), "f").has_value());
  EXPECT_FALSE(parse_config(std::string(60'000, '.'), "f").has_value());
}

TEST(SettingTest, letters_apart_counts_edits) {
  EXPECT_EQ(letters_apart("", "abc"), 3U);
  EXPECT_EQ(letters_apart("kitten", "sitting"), 3U);
  EXPECT_EQ(letters_apart("listen", "listen"), 0U);
}

TEST(SettingTest, a_setting_has_one_name_in_three_forms) {
  const Setting& setting = *find_setting("tls_cert");
  EXPECT_EQ(variable_of(setting), "GUATU_TLS_CERT");
  EXPECT_EQ(flag_of(setting), "--tls-cert");
  EXPECT_EQ(nearest_key("lissten"), "listen");
  EXPECT_EQ(find_setting("listen_on"), nullptr);
}

}  // namespace
}  // namespace guatu::config
