// SPDX-License-Identifier: Apache-2.0
// What every command shares: where output goes, human text or one JSON document, the language, and how a
// refusal is shown (standard error, non-zero status, one line a problem). A command is a function
// `void add_x_command(CLI::App&, ui::Shell&)`; main holds the list of them.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "platform/message/message.hpp"

namespace guatu::ui {

enum class OutputFormat { text, json, csv };

class Shell {
 public:
  OutputFormat format = OutputFormat::text;
  message::Language language = message::Language::chinese;

  bool is_json() const { return format == OutputFormat::json; }
  bool is_csv() const { return format == OutputFormat::csv; }  // commands without a table print text
  // The sentence in the language of this run.
  std::string_view say(std::string_view chinese, std::string_view english) const;

  void print(std::string_view text) const;         // to standard output, with a line break at the end
  void fail(const Error& error);                   // the problems to standard error; exit status 1
  void mark_failed() { exit_status_ = 1; }         // for a command that prints its own report
  void finish(const Result<std::string>& output);  // print or fail
  int exit_status() const { return exit_status_; }

 private:
  int exit_status_ = 0;
};

// The file's bytes; `-` is standard input. Refuses file.not_readable, file.too_large.
Result<std::string> read_file(const std::string& path);
// Writes beside the target and renames, so that a half-written file is never seen. Refuses file.not_writable.
Result<void> write_file(const std::string& path, std::string_view bytes);

}  // namespace guatu::ui
