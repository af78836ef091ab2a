// SPDX-License-Identifier: Apache-2.0
// Refusal (拒绝): what the transport itself answers, before any handler: a status, a code http.* and its arguments.
// As a reply it is the same JSON as every problem answer: {kind, problems:[{place, code, args, message}]}.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "platform/http/message.hpp"
#include "platform/message/message.hpp"

namespace guatu::http {

struct Refusal {
  int status = 400;
  std::string code;
  ProblemArgs args;
};

Reply refusal_reply(const Refusal& refusal, message::Language language);

// English where Accept-Language prefers it to Chinese, else Chinese.
message::Language preferred_language(std::string_view accept_language);

}  // namespace guatu::http
