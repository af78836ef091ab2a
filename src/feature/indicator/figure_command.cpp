// SPDX-License-Identifier: Apache-2.0
#include "feature/indicator/figure_command.hpp"

namespace guatu::figures {

void Subcommand::figures(const char* names, int count, const char* help) const {
  auto* option = app->add_option(names, texts->figures, help)->required();
  if (count > 0) option->expected(count);
}

void Subcommand::month() const {
  app->add_option("--month", texts->month, "1-12, the last month included")->required()->check(CLI::Range(1, 12));
}

Subcommand add_subcommand(CLI::App& parent, ui::Shell& shell, const char* name, const char* help,
                          Answered (*answer)(const Texts&)) {
  Subcommand command{parent.add_subcommand(name, help), std::make_shared<Texts>()};
  command.app->callback([texts = command.texts, answer, &shell] {
    const auto answered = answer(*texts);
    if (answered)
      shell.print(answered->render(shell));
    else
      shell.fail(answered.error());
  });
  return command;
}

std::string_view word_of(Met met) {
  switch (met) {
    case Met::met:
      return "是";
    case Met::missed:
      return "否";
    case Met::undecided:
      return "—";
  }
  return "";
}

std::string_view json_of(Met met) {
  switch (met) {
    case Met::met:
      return "true";
    case Met::missed:
      return "false";
    case Met::undecided:
      return "null";
  }
  return "";
}

}  // namespace guatu::figures
