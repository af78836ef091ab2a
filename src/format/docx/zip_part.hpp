// SPDX-License-Identifier: Apache-2.0
// The parts of an Office file as one zip, with one given time for all of them and nothing of the machine inside:
// the same parts give the same bytes.
#pragma once

#include <string>
#include <vector>

#include "base/date.hpp"

namespace guatu::docx {

struct ZipPart {
  std::string name;
  std::string bytes;
};

std::string zip_parts(const std::vector<ZipPart>& parts, Instant time);

}  // namespace guatu::docx
