// SPDX-License-Identifier: Apache-2.0
// Text inside markup (转义): the four signs that mean something in XML and HTML are written as entities, so that what
// a person typed is never taken for a tag.
#pragma once

#include <string>
#include <string_view>

namespace guatu {

std::string escape_markup(std::string_view text);  // & < > "

}  // namespace guatu
