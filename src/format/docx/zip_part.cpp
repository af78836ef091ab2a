// SPDX-License-Identifier: Apache-2.0
#include "format/docx/zip_part.hpp"

#include <zip.h>

#include <algorithm>

#include "base/assert.hpp"

namespace guatu::docx {
namespace {

struct DosTime {
  zip_uint16_t time;
  zip_uint16_t date;
};

// DOS times have no zone and begin in 1980; the China day is what a reader expects to see.
DosTime dos_time_of(Instant instant) {
  const auto local = instant + kChinaOffset;
  const Date day = std::chrono::floor<std::chrono::days>(local);
  if (year_of(day) < 1980 || year_of(day) > 2107) return {0, (1 << 5) | 1};
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(local - day).count();
  const auto hours = seconds / 3600;
  const auto minutes = seconds / 60 % 60;
  return {static_cast<zip_uint16_t>((hours << 11) | (minutes << 5) | (seconds % 60 / 2)),
          static_cast<zip_uint16_t>(((year_of(day) - 1980) << 9) | (month_of(day) << 5) | day_of(day))};
}

}  // namespace

std::string zip_parts(const std::vector<ZipPart>& parts, Instant time) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  GUATU_ASSERT(target != nullptr);
  zip_source_keep(target);  // it must outlive the archive: the bytes are read from it
  zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
  GUATU_ASSERT(archive != nullptr);
  const auto [dos_time, dos_date] = dos_time_of(time);
  for (const auto& part : parts) {
    zip_source_t* source = zip_source_buffer(archive, part.bytes.data(), part.bytes.size(), 0);
    const zip_int64_t index = zip_file_add(archive, part.name.c_str(), source, ZIP_FL_ENC_UTF_8);
    GUATU_ASSERT(index >= 0);
    const auto at = static_cast<zip_uint64_t>(index);
    GUATU_ASSERT(zip_file_set_dostime(archive, at, dos_time, dos_date, 0) == 0);
    GUATU_ASSERT(zip_set_file_compression(archive, at, ZIP_CM_DEFLATE, 6) == 0);
    // Unix attributes would carry the umask of whoever ran the program.
    GUATU_ASSERT(zip_file_set_external_attributes(archive, at, 0, ZIP_OPSYS_DOS, 0) == 0);
  }
  GUATU_ASSERT(zip_close(archive) == 0);
  GUATU_ASSERT(zip_source_open(target) == 0);
  zip_source_seek(target, 0, SEEK_END);
  std::string bytes(static_cast<std::size_t>(zip_source_tell(target)), '\0');
  zip_source_seek(target, 0, SEEK_SET);
  GUATU_ASSERT(zip_source_read(target, bytes.data(), bytes.size()) == static_cast<zip_int64_t>(bytes.size()));
  zip_source_close(target);
  zip_source_free(target);
  return bytes;
}

}  // namespace guatu::docx
