// SPDX-License-Identifier: Apache-2.0
#include "base/assert.hpp"

// The C library prints and aborts without a stream of ours; its own switch must not turn that off.
#undef NDEBUG
#include <cassert>

namespace guatu {

void assertion_failed(const char* expression, const char* file, int line) noexcept {
  __assert_fail(expression, file, static_cast<unsigned>(line), "guatu");
}

}  // namespace guatu
