// SPDX-License-Identifier: Apache-2.0
#include "feature/bulletin/docx_command.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <memory>

#include "base/json_writer.hpp"
#include "engine/report/lint.hpp"
#include "engine/report/markdown.hpp"
#include "format/docx/docx.hpp"
#include "platform/ui/shell.hpp"

namespace guatu::bulletin {
namespace {

struct Options {
  std::string file;
  std::string out;
  report::Genre genre = report::Genre::special;
  docx::Grid grid = docx::Grid::lines_and_characters;
};

std::string out_path(const Options& options) {
  if (!options.out.empty()) return options.out;
  if (options.file == "-") return "-";
  const auto dot = options.file.rfind('.');
  const auto slash = options.file.rfind('/');
  const bool has_ending = dot != std::string::npos && (slash == std::string::npos || dot > slash + 1);
  return (has_ending ? options.file.substr(0, dot) : options.file) + ".docx";
}

// A text typed by hand binds no facts: whether its numbers are supported is not asked here.
std::vector<report::Finding> findings_of(const std::string& text, report::Genre genre) {
  auto findings = report::lint({text, {}}, genre);
  std::erase_if(findings, [](const auto& finding) { return finding.problem.code == "lint.unsupported_number"; });
  return findings;
}

std::string summary(const ui::Shell& shell, const std::string& path, std::size_t bytes,
                    const std::vector<report::Finding>& findings) {
  if (shell.is_json()) {
    JsonWriter json;
    json.begin_object().member("file", path).member("bytes", bytes).key("findings").begin_array();
    for (const auto& finding : findings) {
      json.begin_object().member("place", finding.problem.place).member("code", finding.problem.code);
      json.member("message", message::sentence_for(finding.problem.code, finding.problem.args, shell.language))
          .end_object();
    }
    json.end_array().end_object();
    return json.take();
  }
  std::string out = fmt::format("{} {}", shell.say("已写", "wrote"), path);
  for (const auto& finding : findings)
    out += fmt::format("\n{} {}", shell.say("提示", "advice:"), message::sentence_for(finding.problem, shell.language));
  return out;
}

Result<std::string> run(const Options& options, const ui::Shell& shell) {
  GUATU_TRY(const auto text, ui::read_file(options.file));
  GUATU_TRY(auto document, report::parse_markdown(text, options.file == "-" ? "stdin" : options.file));
  if (document.dated) document.provenance.made_at = Instant(*document.dated) - kChinaOffset;
  GUATU_TRY(const auto bytes, docx::render(document, {.grid = options.grid}));
  const auto path = out_path(options);
  GUATU_CHECK(ui::write_file(path, bytes));
  return path == "-" ? std::string() : summary(shell, path, bytes.size(), findings_of(text, options.genre));
}

}  // namespace

void add_docx_command(CLI::App& app, ui::Shell& shell) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("docx", "Markdown to an official document in Word's format (GB/T 9704)");
  command->add_option("FILE", options->file, "Markdown file, or -")->required();
  command->add_option("--out", options->out, "Word file to write (default: FILE with .docx)");
  command->add_flag_callback(
      "--comprehensive", [options] { options->genre = report::Genre::comprehensive; },
      "a comprehensive report: up to 5,000 characters instead of 4,000");
  command->add_flag_callback(
      "--for-pdf", [options] { options->grid = docx::Grid::lines; },
      "for conversion by LibreOffice, which misreads the character grid");
  command->callback([options, &shell] {
    const auto output = run(*options, shell);
    if (!output || !output->empty()) shell.finish(output);
  });
}

}  // namespace guatu::bulletin
