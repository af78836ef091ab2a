// SPDX-License-Identifier: Apache-2.0
#include "format/image/image.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "tests/support/image_maker.hpp"

namespace guatu::image {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using namespace guatu::testing;
using namespace std::string_literals;

TEST(ImageTest, a_jpeg_loses_position_device_comments_and_what_follows_and_keeps_its_picture) {
  const auto photo = strip(jpeg_with_position(6));
  ASSERT_TRUE(photo);
  EXPECT_EQ(photo->kind, Kind::jpeg);
  EXPECT_EQ(photo->width, 3);
  EXPECT_EQ(photo->height, 2);
  EXPECT_EQ(photo->orientation, 6);
  EXPECT_EQ(photo->taken_on, date_of(2026, 9, 18));
  for (const char* trace : {"GUATUCAMERA", "xmpmeta", "38.47", "2026:09", "ICC_PROFILE", "JFIF", "Photoshop", "ftyp"})
    EXPECT_THAT(photo->bytes, Not(HasSubstr(trace)));
  EXPECT_THAT(photo->bytes, Not(HasSubstr(be32(4242))));  // seconds of the latitude
  EXPECT_THAT(photo->bytes, HasSubstr("\x12\xFF\0\x34\xFF\xD0\x56\xFF\xD9"s));
  EXPECT_THAT(photo->bytes, HasSubstr(jpeg_segment(0xC0, "\x08\0\2\0\3\1\1\x11\0"s)));
  EXPECT_TRUE(photo->bytes.ends_with("\xFF\xD9"));
}

TEST(ImageTest, the_right_way_up_needs_no_exif) {
  const auto photo = strip(jpeg_with_position(1));
  ASSERT_TRUE(photo);
  EXPECT_THAT(photo->bytes, Not(HasSubstr("Exif")));
  EXPECT_EQ(strip(jpeg_photo(""))->orientation, 1);
  EXPECT_EQ(strip(jpeg_photo(""))->taken_on, std::nullopt);
}

TEST(ImageTest, how_adobe_means_its_colours_stays) {
  const std::string adobe = jpeg_segment(0xEE, "Adobe\0\x64\0\0\0\0\1"s);
  EXPECT_THAT(strip(jpeg_photo(adobe))->bytes, HasSubstr(adobe));
  EXPECT_THAT(strip(jpeg_photo(jpeg_segment(0xEE, "Adobe\0\x64\0\0\0\0\1 and more"s)))->bytes, Not(HasSubstr("more")));
}

TEST(ImageTest, a_png_loses_texts_times_and_animation_and_keeps_its_picture) {
  const auto photo = strip(png_with_position());
  ASSERT_TRUE(photo);
  EXPECT_EQ(photo->kind, Kind::png);
  EXPECT_EQ(photo->width, 4);
  EXPECT_EQ(photo->height, 3);
  EXPECT_EQ(photo->orientation, 3);
  EXPECT_EQ(photo->taken_on, date_of(2026, 9, 18));
  for (const char* trace : {"GUATUCAMERA", "xmpmeta", "tEXt", "iTXt", "tIME", "acTL", "2026:09", "after the end"})
    EXPECT_THAT(photo->bytes, Not(HasSubstr(trace)));
  for (const char* kept : {"IHDR", "gAMA", "tRNS", "IDAT", "eXIf"}) EXPECT_THAT(photo->bytes, HasSubstr(kept));
}

TEST(ImageTest, what_was_stripped_has_nothing_more_to_strip) {
  for (const std::string& bytes : {jpeg_with_position(8), jpeg_with_position(1), png_with_position()}) {
    const auto once = strip(bytes);
    ASSERT_TRUE(once);
    const auto twice = strip(once->bytes);
    ASSERT_TRUE(twice);
    EXPECT_EQ(twice->bytes, once->bytes);
    EXPECT_EQ(twice->orientation, once->orientation);
    EXPECT_EQ(twice->taken_on, std::nullopt);
  }
}

TEST(ImageTest, a_day_that_cannot_be_is_no_day) {
  for (const char* taken :
       {"0000:00:00 00:00:00", "2026:02:30 00:00:00", "1970:01:01 00:00:00", "    :  :     :  :  "}) {
    const auto photo = strip(jpeg_photo(jpeg_segment(0xE1, "Exif\0\0"s + exif_tiff(1, taken))));
    ASSERT_TRUE(photo);
    EXPECT_EQ(photo->taken_on, std::nullopt) << taken;
  }
}

TEST(ImageTest, refuses) {
  struct Row {
    const char* code;
    std::string bytes;
  };
  const std::string jpeg = jpeg_photo("");
  const std::string png = png_photo("");
  const Row rows[] = {
      {"image.not_an_image", ""},
      {"image.not_an_image", "GIF89a"},
      {"image.not_an_image", "<svg onload=alert(1)>"},
      {"image.damaged", jpeg.substr(0, jpeg.size() - 2)},
      {"image.damaged", "\xFF\xD8\xFF\xD9"},                                               // no picture
      {"image.damaged", "\xFF\xD8" + jpeg_segment(0xDA, "\1\1\0\0\x3F\0"s) + "\xFF\xD9"},  // a scan without a frame
      {"image.damaged", "\xFF\xD8\xFF\xE1\xFF\xFF short"},
      {"image.damaged", "\xFF\xD8\xFF\xE1\0\1"s},
      {"image.too_large", "\xFF\xD8" + jpeg_segment(0xC0, "\x08\xFF\xFF\xFF\xFF\1\1\x11\0"s)},
      {"image.damaged", "\xFF\xD8" + jpeg_segment(0xC0, "\x08\0\0\0\3\1\1\x11\0"s)},
      {"image.damaged", png.substr(0, png.size() - 4)},
      {"image.damaged", "\x89PNG\r\n\x1A\n" + png_chunk("IDAT", "x") + png_chunk("IEND", "")},
      {"image.damaged", png_photo(png_chunk("SVGX", "unknown and critical"))},
      {"image.damaged", png_photo(png_chunk("IHDR", be32(4) + be32(3) + "\x08\2\0\0\0"s))},
      {"image.too_large", "\x89PNG\r\n\x1A\n"s + png_chunk("IHDR", be32(4'000'000'000U) + be32(3) + "\x08\2\0\0\0"s)},
  };
  for (const Row& row : rows) {
    const auto photo = strip(row.bytes);
    ASSERT_FALSE(photo) << row.code << " " << row.bytes.size();
    EXPECT_EQ(photo.error().problems.front().code, row.code);
  }
  std::string altered = png;
  altered[20] ^= 1;
  EXPECT_EQ(strip(altered).error().problems.front().code, "image.damaged");  // its check sum
}

TEST(ImageTest, survives_any_bytes) {
  std::mt19937 random(20260921);
  const std::string seeds[] = {jpeg_with_position(6), png_with_position(), jpeg_photo(""), png_photo("")};
  for (int i = 0; i < 20'000; ++i) {
    std::string bytes = seeds[random() % 4];
    for (auto changes = 1 + random() % 6; changes > 0; --changes)
      bytes[random() % bytes.size()] = static_cast<char>(random());
    if (random() % 4 == 0) bytes.resize(random() % bytes.size());
    const auto photo = strip(bytes);
    if (!photo) continue;
    EXPECT_LE(photo->bytes.size(), bytes.size() + 64);
    const auto again = strip(photo->bytes);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->bytes, photo->bytes);
  }
}

}  // namespace
}  // namespace guatu::image
