// SPDX-License-Identifier: Apache-2.0
// Turns refusals into sentences. Codes are stable and live in data/message/*.toml with a Chinese and
// an English sentence each; {name} in a sentence takes the problem's argument of that name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace guatu::message {

enum class Language { chinese, english };

std::string sentence_for(std::string_view code, const ProblemArgs& args, Language language);
std::string sentence_for(const Problem& problem, Language language);  // with its place in front
std::vector<std::string> codes();                                     // every code there is a sentence for

}  // namespace guatu::message
