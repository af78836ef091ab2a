// SPDX-License-Identifier: Apache-2.0
#include "platform/config/setting.hpp"

#include <algorithm>
#include <cctype>
#include <numeric>
#include <utility>
#include <vector>

namespace guatu::config {
namespace {

constexpr Setting kSettings[] = {
    {"data", Kind::path, "guatu-data", "数据目录", "store directory"},
    {"listen", Kind::listen, "127.0.0.1:8470", "监听地址和端口", "address and port to listen on"},
    {"tls_cert", Kind::path, "", "TLS 证书链（PEM）", "TLS certificate chain (PEM)"},
    {"tls_key", Kind::path, "", "TLS 私钥（PEM）", "TLS private key (PEM)"},
    {"insecure_http", Kind::yes_no, "false", "允许在本机以外使用明文 http", "allow plain http beyond this machine"},
    {"hosts", Kind::words, "", "浏览器使用的主机名", "host names that browsers use for this server"},
    {"trusted_proxies", Kind::addresses, "", "可信反向代理的地址",
     "addresses of proxies whose X-Forwarded-* is believed"},
    {"workers", Kind::whole, "16", "同时处理的请求数", "requests answered at the same time", 1, 256},
    {"log_level", Kind::level, "info", "日志级别", "least level that is logged: debug | info | warning | error"},
    {"log_file", Kind::path, "", "日志文件；空为标准错误输出", "log file; empty: standard error"},
    {"metrics_token", Kind::text, "", "其他机器读取 /metrics 的口令", "what other machines must show to read /metrics",
     0, 0, Secrecy::secret},
    {"backup_directory", Kind::path, "", "每夜备份的目录；空为不备份",
     "where nightly backups go; empty: none are made"},
    {"backup_hour", Kind::whole, "2", "几点备份（北京时间）", "hour of the nightly backup, China time", 0, 23},
    {"backup_keep", Kind::whole, "14", "保留几份每夜备份", "how many nightly backups are kept", 1, 1000},
    {"checkpoint_minutes", Kind::whole, "10", "每隔几分钟签一次检查点", "minutes between signed checkpoints", 1, 1440},
};

std::string replaced(std::string_view key, char from, char to) {
  std::string text(key);
  std::ranges::replace(text, from, to);
  return text;
}

}  // namespace

std::span<const Setting> all_settings() { return kSettings; }

const Setting* find_setting(std::string_view key) {
  const auto found = std::ranges::find(kSettings, key, &Setting::key);
  return found == std::end(kSettings) ? nullptr : found;
}

std::size_t letters_apart(std::string_view a, std::string_view b) {
  // Wagner and Fischer 1974, one row of the table at a time.
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t exchanged = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = std::exchange(row[j], std::min({row[j] + 1, row[j - 1] + 1, exchanged}));
    }
  }
  return row[b.size()];
}

std::string_view nearest_key(std::string_view key) {
  const std::string meant = replaced(key.substr(0, 64), '-', '_');
  const auto begins = [&](const Setting& setting) { return meant.size() > 2 && setting.key.starts_with(meant); };
  if (const auto longer = std::ranges::find_if(kSettings, begins); longer != std::end(kSettings)) return longer->key;
  return std::ranges::min(kSettings, {}, [&](const Setting& setting) { return letters_apart(meant, setting.key); }).key;
}

std::string variable_of(const Setting& setting) {
  std::string name = "GUATU_";
  for (const char c : setting.key) name.push_back(static_cast<char>(std::toupper(static_cast<unsigned char>(c))));
  return name;
}

std::string flag_of(const Setting& setting) { return "--" + replaced(setting.key, '_', '-'); }

}  // namespace guatu::config
