// SPDX-License-Identifier: Apache-2.0
#include "base/assert.hpp"

#include <cstdio>
#include <cstdlib>

namespace guatu {

void assertion_failed(const char* expression, const char* file, int line) noexcept {
  std::fprintf(stderr, "guatu: bug: %s does not hold (%s:%d)\n", expression, file, line);
  std::abort();
}

}  // namespace guatu
