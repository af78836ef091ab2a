// SPDX-License-Identifier: Apache-2.0
#include "platform/message/message.hpp"

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include <map>

#include "base/assert.hpp"
#include "base/text.hpp"
#include "platform/resource/resource.hpp"

namespace guatu::message {
namespace {

struct Sentence {
  std::string chinese;
  std::string english;
};
using Catalogue = std::map<std::string, Sentence, std::less<>>;

Catalogue load_catalogue() {
  Catalogue catalogue;
  for (const auto name : resource::names_under("data/message")) {
    const auto parsed = toml::parse(*resource::find(name), name);
    GUATU_ASSERT(parsed.succeeded());  // the files are built in and tested
    for (const auto& [code, entry] : parsed.table()) {
      const auto& sentences = *entry.as_table();
      catalogue[std::string(code.str())] = {sentences["zh"].value_or(std::string()),
                                            sentences["en"].value_or(std::string())};
    }
  }
  return catalogue;
}

const Catalogue& catalogue() {
  static const Catalogue loaded = load_catalogue();
  return loaded;
}

}  // namespace

std::string sentence_for(std::string_view code, const ProblemArgs& args, Language language) {
  const auto found = catalogue().find(code);
  if (found == catalogue().end()) return std::string(code);
  std::string sentence = language == Language::chinese ? found->second.chinese : found->second.english;
  for (const auto& [name, value] : args) sentence = replace_all(std::move(sentence), "{" + name + "}", value);
  return sentence;
}

std::string sentence_for(const Problem& problem, Language language) {
  const std::string sentence = sentence_for(problem.code, problem.args, language);
  const std::string colon = language == Language::chinese ? "：" : ": ";
  return problem.place.empty() ? sentence : problem.place + colon + sentence;
}

std::vector<std::string> codes() {
  std::vector<std::string> codes;
  for (const auto& [code, sentence] : catalogue()) codes.push_back(code);
  return codes;
}

}  // namespace guatu::message
