// SPDX-License-Identifier: Apache-2.0
// GUATU_ASSERT states what the code around it relies on. It is always on: a broken assumption in a
// ledger must stop the program before it writes. It never judges input; refusals do that (result.hpp).
#pragma once

namespace guatu {

[[noreturn]] void assertion_failed(const char* expression, const char* file, int line) noexcept;

}  // namespace guatu

#define GUATU_ASSERT(expression) \
  ((expression) ? static_cast<void>(0) : ::guatu::assertion_failed(#expression, __FILE__, __LINE__))
