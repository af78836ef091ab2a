// SPDX-License-Identifier: Apache-2.0
// Telephone numbers (电话): personal data, shown masked, and in full only on a recorded request. Refuses what is no
// number, a masked one above all: it must not be written over the real one.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace guatu::unit {

// 138****0001; of a number of less than 11 digits the last third at most, ****78. Written like the digits alone.
std::string masked_phone(std::string_view phone);
// Empty, or at least 3 digits with + - ( ) / and spaces between them. Refuses unit.bad_phone.
Result<void> check_phone(std::string_view phone);

}  // namespace guatu::unit
