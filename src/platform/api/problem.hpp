// SPDX-License-Identifier: Apache-2.0
// Problem answers (问题答复): a refusal as {kind, problems:[{place, code, args, message}]} with the HTTP status of its
// kind, or of its code where HTTP is finer than our kinds. problem.cpp is the only file that knows these statuses.
#pragma once

#include <string_view>

#include "base/result.hpp"
#include "platform/http/message.hpp"
#include "platform/message/message.hpp"

namespace guatu::api {

int status_of(const Error& error);
std::string_view name_of(ErrorKind kind);  // "not_found"
http::Reply problem_reply(const Error& error, message::Language language);

// The language that Accept-Language prefers of the two there are; Chinese without one.
message::Language language_of(const http::Request& request);

}  // namespace guatu::api
