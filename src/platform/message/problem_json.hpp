// SPDX-License-Identifier: Apache-2.0
// Problems (问题) as JSON, the same wherever they are told: [{place, code, args, message}], with the sentence in the
// reader's language.
#pragma once

#include <vector>

#include "base/json_writer.hpp"
#include "platform/message/message.hpp"

namespace guatu::message {

void write_problems(JsonWriter& json, const std::vector<Problem>& problems, Language language);

}  // namespace guatu::message
