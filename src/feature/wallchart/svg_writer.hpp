// SPDX-License-Identifier: Apache-2.0
// Writes one SVG document in whole hundredths of a millimetre: no floating point, so the same chart gives the same
// bytes on every machine.
#pragma once

#include <string>
#include <string_view>

namespace guatu::wallchart {

struct Point {
  int x = 0;
  int y = 0;
};

struct Extent {
  int width = 0;
  int height = 0;
};

struct Stroke {
  std::string_view colour = "none";
  int width = 0;
  std::string_view dashes = {};
};

enum class Anchor { start, middle, end };
enum class Face { sans, sans_bold, song };

struct TextForm {
  int size = 260;
  std::string_view colour = "#17222e";
  Anchor anchor = Anchor::start;
  Face face = Face::sans;
};

class SvgWriter {
 public:
  explicit SvgWriter(Extent page);

  void rect(Point at, Extent extent, std::string_view fill, const Stroke& stroke = {});
  void line(Point from, Point to, const Stroke& stroke);
  void circle(Point centre, int radius, std::string_view fill, const Stroke& stroke = {});
  void path(std::string_view commands, std::string_view fill, const Stroke& stroke = {});
  void text(Point at, std::string_view words, const TextForm& form = {});
  std::string finish();

 private:
  std::string out_;
};

// An estimate, Chinese characters full and others 0.56 wide; print fonts differ little from it.
int text_width(std::string_view words, int size);
std::string shortened(std::string_view words, int size, int width);  // with … where it does not fit

}  // namespace guatu::wallchart
