// SPDX-License-Identifier: Apache-2.0
// Routes by which a person comes in and looks after himself (登录、本人): session, password, second factor, acting for
// a leader, set-up and activation. And the cookie that carries the token: HttpOnly, SameSite=Strict, under TLS Secure
// with the prefix __Host-.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "feature/account/gate_actions.hpp"
#include "platform/api/call.hpp"

namespace guatu::account {

std::vector<api::Route> session_routes(Gate& gate);

std::string_view cookie_token(const http::Request& request);  // empty: none
std::string_view screen_token(const http::Request& request);

}  // namespace guatu::account
