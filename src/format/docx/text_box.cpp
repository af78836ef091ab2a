// SPDX-License-Identifier: Apache-2.0
#include "format/docx/text_box.hpp"

#include <fmt/format.h>

#include <cstdint>

namespace guatu::docx {
namespace {

constexpr int kEmuPerTwip = 635;

std::int64_t emu(int twips) { return static_cast<std::int64_t>(twips) * kEmuPerTwip; }
std::string points(int twips) { return fmt::format("{}.{:02}pt", twips / 20, twips % 20 * 5); }

std::string position(const Box& box) {
  if (box.place == BoxPlace::margin_bottom)
    return R"(<wp:positionH relativeFrom="margin"><wp:align>center</wp:align></wp:positionH>)"
           R"(<wp:positionV relativeFrom="margin"><wp:align>bottom</wp:align></wp:positionV>)";
  return fmt::format(R"(<wp:positionH relativeFrom="page"><wp:posOffset>{}</wp:posOffset></wp:positionH>)"
                     R"(<wp:positionV relativeFrom="page"><wp:posOffset>{}</wp:posOffset></wp:positionV>)",
                     emu(box.left), emu(box.top));
}

std::string drawing(const Box& box, std::string_view paragraphs) {
  const bool is_turned = box.place == BoxPlace::page_left;
  return fmt::format(
      R"(<w:drawing>)"
      R"(<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0")"
      R"( locked="0" )"
      R"(layoutInCell="1" allowOverlap="{5}"><wp:simplePos x="0" y="0"/>{0}<wp:extent cx="{1}" cy="{2}"/>)"
      R"(<wp:effectExtent l="0" t="0" r="0" b="0"/>)"
      R"({6}<wp:docPr id="{7}" name="{3}"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData )"
      R"(uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>)"
      R"(<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm>)"
      R"(<a:off x="0" y="0"/><a:ext cx="{1}" cy="{2}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>)"
      R"(<a:noFill/><a:ln><a:noFill/>)"
      R"(</a:ln></wps:spPr><wps:txbx><w:txbxContent>{4}</w:txbxContent></wps:txbx>)"
      R"(<wps:bodyPr{8} lIns="0" tIns="0" rIns="0" bIns="0">)"
      R"(<a:noAutofit/></wps:bodyPr></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>)",
      position(box), emu(box.width), emu(box.height), box.name, paragraphs, is_turned ? 1 : 0,
      is_turned ? "<wp:wrapNone/>" : "<wp:wrapTopAndBottom/>", box.id, is_turned ? R"( vert="vert")" : "");
}

std::string picture(const Box& box, std::string_view paragraphs) {
  const bool is_turned = box.place == BoxPlace::page_left;
  const std::string where = is_turned ? fmt::format(
                                            "margin-left:{};margin-top:{};mso-position-horizontal-relative:page;mso-"
                                            "position-vertical-relative:page",
                                            points(box.left), points(box.top))
                                      : std::string(
                                            "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
                                            "mso-position-vertical:bottom;mso-position-vertical-relative:margin");
  return fmt::format(
      R"(<w:pict><v:rect style="position:absolute;{};width:{};height:{}" filled="f" stroked="f">)"
      R"(<v:textbox{} inset="0,0,0,0">)"
      R"(<w:txbxContent>{}</w:txbxContent></v:textbox>{}</v:rect></w:pict>)",
      where, points(box.width), points(box.height), is_turned ? R"( style="layout-flow:vertical")" : "", paragraphs,
      is_turned ? "" : R"(<w10:wrap xmlns:w10="urn:schemas-microsoft-com:office:word" type="topAndBottom"/>)");
}

}  // namespace

std::string text_box(const Box& box, std::string_view paragraphs) {
  return fmt::format(
      R"(<w:r><mc:AlternateContent><mc:Choice Requires="wps">{}</mc:Choice><mc:Fallback>{}</mc:Fallback>)"
      R"(</mc:AlternateContent></w:r>)",
      drawing(box, paragraphs), picture(box, paragraphs));
}

}  // namespace guatu::docx
