// SPDX-License-Identifier: Apache-2.0
// The page of the meeting pack as it stands in the source tree, for tests that may not ask the program's resources.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "feature/wallchart/pack_view.hpp"
#include "tests/support/golden.hpp"

namespace guatu::testing {

inline const wallchart::PageTemplate& page_of_sources() {
  static std::map<std::string, std::string, std::less<>> files;
  static const wallchart::PageTemplate kPage =
      wallchart::page_template([](std::string_view name) -> std::optional<std::string_view> {
        return files[std::string(name)] = read_whole(source_path(std::string(name)));
      });
  return kPage;
}

}  // namespace guatu::testing
