// SPDX-License-Identifier: Apache-2.0
// Route (路由): one row of the visible table of what the server answers. Every row names its right; nothing is
// reachable that is not in a table. Handlers turn text into values, call actions and turn values into text.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "platform/api/caller.hpp"
#include "platform/http/message.hpp"

namespace guatu::api {

class Call;

// Rights that everybody has: kAnyone even without a log-in, kSelf every log-in over himself.
inline constexpr std::string_view kAnyone = "anyone";
inline constexpr std::string_view kSelf = "self";

using Handling = std::function<Result<http::Reply>(Call&)>;
// The relations of the record that a path names, for rights that hold over units. Refuses when it does not exist.
using RecordRelations = std::function<Result<std::vector<Relation>>(Call&)>;

// What a reading reply depends on, so that a known one is answered 304 before anything is loaded.
enum class Freshness {
  always_new,   // the clock, the machine, the session
  of_position,  // the journal position, the day, the caller's rights and the language: a list or a view
};

// What a second request with the same Idempotency-Key gets.
enum class Repeat {
  same_reply,
  refused,  // the reply held a secret that is shown once and kept nowhere: 409
};

// Over what a route's right must hold.
enum class Reach {
  store,   // the whole of it
  record,  // the record that the path names, by its relations
  part,    // anything: the handler shows what the caller may see of it
};

struct Route {
  http::Method method;
  std::string_view pattern;  // "/api/v1/units/{id}"
  std::string_view right;    // "unit.edit"
  std::string_view summary;  // English, as in api/openapi.yaml
  Handling handle;
  Reach reach = Reach::store;
  RecordRelations relations{};  // with Reach::record
  Freshness freshness = Freshness::always_new;
  Repeat repeat = Repeat::same_reply;
  std::uint64_t body_bytes = 1024 * 1024;  // beyond it: 413
};

}  // namespace guatu::api
