// SPDX-License-Identifier: Apache-2.0
// Photos (照片) as they may be kept: JPEG or PNG, told by their bytes and not by their name, with everything taken off
// that is not the picture: position, device, comments, previews, text chunks, colour profiles, whatever follows the
// picture. Which way up it is stays, and the day it was taken comes back as a value. No pixel is decoded or changed.
// JPEG after ITU-T T.81 annex B, Exif 2.32, PNG after ISO/IEC 15948. Refuses image.not_an_image, image.damaged,
// image.too_large (more pixels than a page can show).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/result.hpp"

namespace guatu::image {

inline constexpr int kSideMax = 20'000;
inline constexpr std::int64_t kPixelsMax = 100'000'000;

enum class Kind { jpeg, png };
std::string_view media_type_of(Kind kind);

struct Photo {
  Kind kind = Kind::jpeg;
  std::string bytes;  // without metadata
  int width = 0;      // as stored, before it is turned
  int height = 0;
  int orientation = 1;  // 1 … 8 as in Exif
  std::optional<Date> taken_on;
};

Result<Photo> strip(std::string_view bytes);

}  // namespace guatu::image
