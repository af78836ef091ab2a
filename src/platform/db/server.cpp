// SPDX-License-Identifier: Apache-2.0
#include "platform/db/server.hpp"

#include <libpq-fe.h>

#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <utility>

#include "base/text.hpp"
#include "platform/blob/durable_file.hpp"

namespace guatu::db {
namespace {

constexpr int kOldestVersion = 130000;

// Texts must compare by their bytes, as they do in SQLite: the order of lists and of digests depends on it.
bool compares_bytes(std::string_view collation) {
  return collation == "C" || collation == "POSIX" || collation == "C.UTF-8" || collation == "C.utf8";
}

}  // namespace

Result<std::string> server_place(const std::string& url) {
  char* reason = nullptr;
  const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(PQconninfoParse(url.c_str(), &reason),
                                                                             &PQconninfoFree);
  PQfreemem(reason);  // it may quote a part of the password
  if (options == nullptr || trim(url).empty()) return refuse(ErrorKind::invalid, kServerFile, "store.bad_database_url");
  std::map<std::string, std::string> given;
  for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option)
    if (option->val != nullptr) given[option->keyword] = option->val;
  std::string place = "postgresql://" + (given.contains("host") ? given["host"] : given["hostaddr"]);
  if (given.contains("port")) place += ":" + given["port"];
  return place + "/" + given["dbname"];
}

Result<std::optional<std::string>> load_server_url(const std::filesystem::path& directory) {
  const auto file = directory / kServerFile;
  std::error_code error;
  if (!std::filesystem::exists(file, error)) return std::optional<std::string>();
  std::ifstream stream(file, std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(stream), {});
  std::string url(trim(text));
  const auto place = server_place(url);
  if (!stream || !place) return refuse(ErrorKind::invalid, file.string(), "store.bad_database_url");
  return url;
}

Result<void> save_server_url(const std::filesystem::path& directory, const std::string& url) {
  return blob::write_durably(directory / kServerFile, url + "\n");
}

Result<void> judge_server(const ServerFacts& facts, Mode mode, const std::string& place) {
  const auto refusal = [&](const char* code, ProblemArgs args = {}) {
    return refuse(ErrorKind::unavailable, place, code, std::move(args));
  };
  if (facts.version < kOldestVersion)
    return refusal("store.server_too_old", {{"version", std::to_string(facts.version / 10000)}});
  if (facts.encoding != "UTF8") return refusal("store.server_encoding", {{"encoding", facts.encoding}});
  if (!compares_bytes(facts.collation)) return refusal("store.server_collation", {{"collation", facts.collation}});
  if (facts.schema.empty()) return refusal("store.server_schema_missing");
  if (mode == Mode::write && !facts.read_only.empty())
    return refusal("store.server_read_only", {{"reason", facts.read_only}});
  return {};
}

}  // namespace guatu::db
