// SPDX-License-Identifier: Apache-2.0
#include "platform/ui/shell.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "base/json_writer.hpp"
#include "platform/message/problem_json.hpp"

namespace guatu::ui {
namespace {

constexpr std::uintmax_t kFileBytesMax = 512ULL * 1024 * 1024;
constexpr std::streamsize kBlockBytes = 1024 * 1024;

std::string problems_as_json(const Error& error, message::Language language) {
  JsonWriter json;
  json.begin_object().key("problems");
  message::write_problems(json, error.problems, language);
  return json.end_object().take();
}

std::unexpected<Error> file_problem(const std::string& path, const char* code) {
  return refuse(ErrorKind::unavailable, path, code, {{"reason", std::strerror(errno)}});
}

std::unexpected<Error> too_large(const std::string& path) {
  return refuse(ErrorKind::too_large, path, "file.too_large", {{"bytes_max", std::to_string(kFileBytesMax)}});
}

// A pipe has no size to ask for beforehand, so the limit is kept while reading.
Result<std::string> read_to_end(std::istream& stream, const std::string& path) {
  std::string bytes;
  while (stream) {
    const std::size_t before = bytes.size();
    bytes.resize(before + static_cast<std::size_t>(kBlockBytes));
    stream.read(bytes.data() + before, kBlockBytes);
    bytes.resize(before + static_cast<std::size_t>(stream.gcount()));
    if (bytes.size() > kFileBytesMax) return too_large(path);
  }
  if (stream.bad()) return file_problem(path, "file.not_readable");
  return bytes;
}

}  // namespace

std::string_view Shell::say(std::string_view chinese, std::string_view english) const {
  return language == message::Language::chinese ? chinese : english;
}

void Shell::print(std::string_view text) const {
  std::cout << text;
  if (!text.ends_with('\n')) std::cout << '\n';
}

void Shell::fail(const Error& error) {
  exit_status_ = 1;
  if (is_json()) {
    std::cerr << problems_as_json(error, language) << '\n';
    return;
  }
  for (const auto& problem : error.problems) std::cerr << message::sentence_for(problem, language) << '\n';
}

void Shell::finish(const Result<std::string>& output) {
  if (output)
    print(*output);
  else
    fail(output.error());
}

Result<std::string> read_file(const std::string& path) {
  if (path == "-") return read_to_end(std::cin, "-");
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    errno = EISDIR;
    return file_problem(path, "file.not_readable");
  }
  if (const auto size = std::filesystem::file_size(path, error); !error && size > kFileBytesMax) return too_large(path);
  std::ifstream file(path, std::ios::binary);
  if (!file) return file_problem(path, "file.not_readable");
  return read_to_end(file, path);
}

Result<void> write_file(const std::string& path, std::string_view bytes) {
  if (path == "-") {
    std::cout.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return {};
  }
  const std::filesystem::path target(path);
  std::error_code error;
  if (target.has_parent_path()) std::filesystem::create_directories(target.parent_path(), error);
  const std::string half_written = path + ".part";
  {
    std::ofstream file(half_written, std::ios::binary | std::ios::trunc);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!file.flush()) return file_problem(path, "file.not_writable");
  }
  std::filesystem::rename(half_written, target, error);
  if (error) {
    errno = error.value();
    return file_problem(path, "file.not_writable");
  }
  return {};
}

}  // namespace guatu::ui
