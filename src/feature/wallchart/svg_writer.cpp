// SPDX-License-Identifier: Apache-2.0
#include "feature/wallchart/svg_writer.hpp"

#include <fmt/format.h>

#include "base/markup.hpp"
#include "base/text.hpp"

namespace guatu::wallchart {
namespace {

std::string escape(std::string_view text) {
  std::string kept;
  // XML holds no control characters.
  for (const char character : text)
    if (static_cast<unsigned char>(character) >= 0x20) kept += character;
  return escape_markup(kept);
}

std::string stroke_text(const Stroke& stroke) {
  if (stroke.width == 0) return {};
  std::string out = fmt::format(R"( stroke="{}" stroke-width="{}")", stroke.colour, stroke.width);
  if (!stroke.dashes.empty()) out += fmt::format(R"( stroke-dasharray="{}")", stroke.dashes);
  return out;
}

int width_of(char32_t character, int size) { return character < 0x2000 ? size * 56 / 100 : size; }

}  // namespace

SvgWriter::SvgWriter(Extent page) {
  out_ = fmt::format(
      R"(<svg xmlns="http://www.w3.org/2000/svg" width="{}mm" height="{}mm" viewBox="0 0 {} {}">)"
      R"(<style>text{{font-family:"Source Han Sans SC","Noto Sans CJK SC","Microsoft YaHei",SimHei,sans-serif}})"
      R"(.b{{font-weight:700}}.s{{font-family:"方正小标宋简体","Source Han Serif SC","Noto Serif CJK SC",)"
      R"(STZhongsong,SimSun,serif;font-weight:700}}</style>)"
      R"(<rect width="{}" height="{}" fill="#fff"/>)",
      page.width / 100, page.height / 100, page.width, page.height, page.width, page.height);
}

void SvgWriter::rect(Point at, Extent extent, std::string_view fill, const Stroke& stroke) {
  if (extent.width <= 0 || extent.height <= 0) return;
  out_ += fmt::format(R"(<rect x="{}" y="{}" width="{}" height="{}" fill="{}"{}/>)", at.x, at.y, extent.width,
                      extent.height, fill, stroke_text(stroke));
}

void SvgWriter::line(Point from, Point to, const Stroke& stroke) {
  out_ += fmt::format(R"(<path d="M{} {}L{} {}"{}/>)", from.x, from.y, to.x, to.y, stroke_text(stroke));
}

void SvgWriter::circle(Point centre, int radius, std::string_view fill, const Stroke& stroke) {
  out_ += fmt::format(R"(<circle cx="{}" cy="{}" r="{}" fill="{}"{}/>)", centre.x, centre.y, radius, fill,
                      stroke_text(stroke));
}

void SvgWriter::path(std::string_view commands, std::string_view fill, const Stroke& stroke) {
  out_ += fmt::format(R"(<path d="{}" fill="{}"{}/>)", commands, fill, stroke_text(stroke));
}

void SvgWriter::text(Point at, std::string_view words, const TextForm& form) {
  if (words.empty()) return;
  const std::string_view anchor = form.anchor == Anchor::start    ? ""
                                  : form.anchor == Anchor::middle ? R"( text-anchor="middle")"
                                                                  : R"( text-anchor="end")";
  const std::string_view face = form.face == Face::sans        ? ""
                                : form.face == Face::sans_bold ? R"( class="b")"
                                                               : R"( class="s")";
  out_ += fmt::format(R"(<text x="{}" y="{}" font-size="{}" fill="{}"{}{}>{}</text>)", at.x, at.y, form.size,
                      form.colour, anchor, face, escape(words));
}

std::string SvgWriter::finish() { return out_ + "</svg>\n"; }

int text_width(std::string_view words, int size) {
  int width = 0;
  for (const char32_t character : decode_utf8(words)) width += width_of(character, size);
  return width;
}

std::string shortened(std::string_view words, int size, int width) {
  if (text_width(words, size) <= width) return std::string(words);
  std::u32string kept;
  int used = size;  // the dots
  for (const char32_t character : decode_utf8(words)) {
    used += width_of(character, size);
    if (used > width) break;
    kept += character;
  }
  return encode_utf8(kept) + "…";
}

}  // namespace guatu::wallchart
