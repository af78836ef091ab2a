// SPDX-License-Identifier: Apache-2.0
// The two things of a photo's Exif that are kept: which way up, and the day it was taken. Whatever cannot be read is as
// if it were not there.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"

namespace guatu::image {

struct Exif {
  int orientation = 1;
  std::optional<Date> taken_on;
};

// `tiff` begins with II or MM.
Exif read_exif(std::string_view tiff);
// A TIFF with the orientation alone.
std::string orientation_tiff(int orientation);

}  // namespace guatu::image
