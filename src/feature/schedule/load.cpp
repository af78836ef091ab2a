// SPDX-License-Identifier: Apache-2.0
#include "base/text.hpp"
#include "feature/schedule/loaded.hpp"

namespace guatu::schedule {

SourceFormat format_of(std::string_view bytes, std::string_view path) {
  const std::string_view head = trim(bytes.substr(0, 4096));
  if (head.starts_with("ERMHDR") || bytes.starts_with("\xFF\xFE")) return SourceFormat::xer;
  if (head.starts_with("<")) return SourceFormat::mspdi;
  if (path.ends_with(".xer")) return SourceFormat::xer;
  if (path.ends_with(".xml")) return SourceFormat::mspdi;
  if (path.ends_with(".sm") || head.find("PRECEDENCE RELATIONS") != std::string_view::npos) return SourceFormat::psplib;
  return SourceFormat::csv;
}

Result<LoadedSchedule> load_schedule(std::string_view bytes, std::string_view path) {
  switch (format_of(bytes, path)) {
    case SourceFormat::mspdi:
      return load_mspdi(bytes);
    case SourceFormat::xer:
      return load_xer(bytes);
    case SourceFormat::psplib:
      return load_psplib(bytes);
    case SourceFormat::csv:
      break;
  }
  return load_csv(bytes);
}

}  // namespace guatu::schedule
