// SPDX-License-Identifier: Apache-2.0
// Our scanner against expat: whatever expat reads, the scanner reads alike; whatever expat refuses, the
// scanner refuses too, names of tags apart (it does not know which letters Unicode allows in a name).
#include "format/xlsx/xml_reader.hpp"

#include <gtest/gtest.h>

#include <random>

#include "tests/support/xml_events.hpp"

namespace guatu::xlsx {
namespace {

using testing::xml_events;

TEST(XmlReaderTest, accepts_what_expat_accepts) {
  for (const char* xml : {"<a/>",
                          "<a></a>",
                          "<a b='1' c=\"2\"/>",
                          "<a\n b = '1'\t/>",
                          "<a>x</a >",
                          "\xEF\xBB\xBF<a/>",
                          "<?xml version='1.0'?><!-- c --><a><!-- <b> --><?pi <x>?></a>\n<!-- end -->",
                          "<a>&lt;&#x4E2D;&#20013;&amp;</a>",
                          "<a b='&quot;x&apos; y\n\tz'/>",
                          "<a>1\r\n2\r3</a>",
                          "<a b='1\r\n2'/>",
                          "<a><![CDATA[<&>]]]]></a>",
                          "<p:a><p:b/><b><p:c/></b></p:a>",
                          "<a><q:b>x</q:b>y</a>",
                          "<a>挂图</a>",
                          "<a>]]</a>",
                          "<a b='>'/>",
                          "<a b=''/>",
                          "<a>\t</a>",
                          "<a\r\n/>"}) {
    const auto expected = xml_events(xml, XmlEngine::expat);
    EXPECT_FALSE(expected.starts_with("refused")) << xml;
    EXPECT_EQ(xml_events(xml, XmlEngine::by_encoding), expected) << xml;
  }
}

TEST(XmlReaderTest, refuses_what_expat_refuses) {
  for (const char* xml : {"",
                          " ",
                          "x",
                          "<a>",
                          "</a>",
                          "<a></b>",
                          "<a/><b/>",
                          "<a/>x",
                          "<a b/>",
                          "<a b=1/>",
                          "<a b='1'c='2'/>",
                          "<a b='1' b='2'/>",
                          "<a b='<'/>",
                          "<a>&x;</a>",
                          "<a>&</a>",
                          "<a>&#0;</a>",
                          "<a>&#xD800;</a>",
                          "<a>&#x110000;</a>",
                          "<a>\x01</a>",
                          "<a b='\x01'/>",
                          "<a>\xFF</a>",
                          "<a b='\xC0\x80'/>",
                          "<a>]]></a>",
                          "<1/>",
                          "< a/>",
                          "<a / >",
                          "<a",
                          "<a b='",
                          "<!-- ",
                          "<a><!x></a>",
                          "<a><![CDATA[x</a>",
                          "<!DOCTYPE a><a/>",
                          "<a>&#x;</a>",
                          "<a>&#12x;</a>",
                          "<a><b></a></b>",
                          "<-a/>",
                          "<a =''/>"}) {
    EXPECT_TRUE(xml_events(xml, XmlEngine::expat).starts_with("refused")) << xml;
    EXPECT_TRUE(xml_events(xml, XmlEngine::by_encoding).starts_with("refused")) << xml;
  }
}

// Texts made of pieces that matter to a scanner, in any order.
TEST(XmlReaderTest, agrees_with_expat_on_random_texts) {
  const std::vector<std::string> pieces = {"<a>", "</a>",  "<b c='1'>", "</b>",  "<d/>", "<x:y>",     "</x:y>", "text",
                                           "中",  "&amp;", "&",         ";",     "<",    ">",         "'",      "\"",
                                           " ",   "\r\n",  "\r",        "<!--",  "-->",  "<![CDATA[", "]]>",    "<?p",
                                           "?>",  "=",     "/",         "&#65;", "b='2'"};
  std::mt19937 random(20260921);
  int accepted = 0;
  for (int round = 0; round < 30'000; ++round) {
    std::string xml = "<a>";
    for (auto left = random() % 8; left > 0; --left) xml += pieces[random() % pieces.size()];
    xml += "</a>";
    const auto expected = xml_events(xml, XmlEngine::expat);
    const auto actual = xml_events(xml, XmlEngine::by_encoding);
    const bool is_refused = expected.starts_with("refused");
    accepted += is_refused ? 0 : 1;
    ASSERT_EQ(is_refused ? "refused" : actual, is_refused ? actual.substr(0, 7) : expected) << xml;
  }
  EXPECT_GT(accepted, 500);
}

TEST(XmlReaderTest, chunks_do_not_matter) {
  std::string xml = "<a>";
  while (xml.size() < 200'000) xml += "<b c='挂&amp;图 \r\n'>一二三&#x4E2D;\r\n</b><!-- x -->";
  xml += std::string(1'200'000, 'x') + "中&amp;</a>";
  EXPECT_EQ(xml_events(xml, XmlEngine::by_encoding), xml_events(xml, XmlEngine::expat));
}

}  // namespace
}  // namespace guatu::xlsx
