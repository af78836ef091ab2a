// SPDX-License-Identifier: Apache-2.0
// Conditions (条件请求) of RFC 9110 section 13: an entity's ETag is its version, strong; a list's is weak and stands
// for everything the list is made from. Refuses a change without the version it was made from.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/api/caller.hpp"
#include "platform/http/message.hpp"
#include "platform/message/message.hpp"

namespace guatu::api {

std::string entity_etag(std::int64_t version);  // "3" with its quotes
// Refuses api.if_match_missing, api.if_match_malformed: one strong tag of ours, no * and no list. "0" stands for a
// setting that nobody has written yet.
Result<std::int64_t> version_in_if_match(std::string_view if_match);

// W/"…" of the position, the day, what the caller may, and the language.
std::string view_etag(db::Position position, Date today, const Caller& caller, message::Language language);

}  // namespace guatu::api
