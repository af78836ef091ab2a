// SPDX-License-Identifier: Apache-2.0
#include "feature/enterprise/check_code_command.hpp"

#include <CLI/CLI.hpp>
#include <memory>

#include "base/code.hpp"
#include "base/text.hpp"
#include "platform/ui/answer.hpp"

namespace guatu::enterprise {
namespace {

std::string_view code_of(CodeCheck check) {
  switch (check) {
    case CodeCheck::right:
      return "right";
    case CodeCheck::wrong_check_digit:
      return "wrong_check_digit";
    case CodeCheck::wrong_form:
      return "wrong_form";
  }
  return "";
}

std::string sentence_of(const CheckedCode& checked, const ui::Shell& shell) {
  switch (checked.check) {
    case CodeCheck::right:
      return std::string(shell.say("正确", "right"));
    case CodeCheck::wrong_form:
      return std::string(shell.say("错误：形式不对", "wrong: not of the form"));
    case CodeCheck::wrong_check_digit:
      break;
  }
  const char digit = checked.expected.value_or('?');
  return std::string(shell.say("错误：校验位应为 ", "wrong: the check digit should be ")) + digit +
         std::string(
             shell.say("（早期代码确有不符的，核对后可人工确认）", " (some early codes fail; confirm by hand)"));
}

void answer_code(const std::string& code, const CheckedCode& checked, ui::Shell& shell) {
  ui::Answer answer;
  if (shell.is_json()) {
    answer.figure({"code", "", ""}, code).figure({"check", "", ""}, std::string(code_of(checked.check)));
    if (checked.expected)
      answer.figure({"expected", "", ""}, std::string(1, *checked.expected));
    else
      answer.missing({"expected", "", ""});
  } else {
    answer.say(code + " " + sentence_of(checked, shell));
  }
  shell.print(answer.render(shell));
  if (checked.check != CodeCheck::right) shell.mark_failed();
}

}  // namespace

void add_check_code_command(CLI::App& app, ui::Shell& shell) {
  auto* check = app.add_subcommand("check-code", "check a credit code or a project code");
  check->require_subcommand(1);
  auto* credit = check->add_subcommand("credit", "unified social credit code, 18 letters");
  auto* project = check->add_subcommand("project", "national project code, 0000-000000-00-00-000000");
  auto code = std::make_shared<std::string>();
  for (auto* command : {credit, project}) command->add_option("CODE", *code, "the code")->required();
  credit->callback([code, &shell] {
    const std::string trimmed(trim(*code));
    answer_code(trimmed, check_credit_code(trimmed), shell);
  });
  project->callback([code, &shell] {
    const std::string trimmed(trim(*code));
    answer_code(trimmed, {check_project_code(trimmed), std::nullopt}, shell);
  });
}

}  // namespace guatu::enterprise
