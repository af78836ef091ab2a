// SPDX-License-Identifier: Apache-2.0
#include "format/image/image.hpp"

#include "format/image/image_kind.hpp"

namespace guatu::image {

std::string_view media_type_of(Kind kind) { return kind == Kind::jpeg ? "image/jpeg" : "image/png"; }

Result<void> check_size(int width, int height) {
  if (width <= kSideMax && height <= kSideMax && std::int64_t{width} * height <= kPixelsMax) return {};
  return refuse(
      ErrorKind::too_large, "", "image.too_large",
      {{"width", std::to_string(width)}, {"height", std::to_string(height)}, {"max", std::to_string(kSideMax)}});
}

Result<Photo> strip(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xD8\xFF")) return strip_jpeg(bytes);
  if (bytes.starts_with(kPngBegins)) return strip_png(bytes);
  return refuse(ErrorKind::invalid, "", "image.not_an_image");
}

}  // namespace guatu::image
