// SPDX-License-Identifier: Apache-2.0
// The zip container with every part unpacked, the compound file with every usual stream, and the one door.
#include "format/package/compound.hpp"
#include "format/package/package.hpp"
#include "format/package/package_writer.hpp"
#include "format/spreadsheet/spreadsheet.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* start, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* start, std::size_t size) {
  using namespace guatu;
  const std::string_view bytes(reinterpret_cast<const char*>(start), size);
  if (auto package = package::Package::open(bytes, "a"))
    for (const auto& path : package->paths()) static_cast<void>(package->read(path, 1 << 20));
  if (const auto file = package::CompoundFile::open(bytes, "a"))
    for (const char* name : {"Workbook", "Book", "EncryptedPackage", "Root Entry"}) static_cast<void>(file->read(name));
  std::string stamped(bytes);
  static_cast<void>(package::stamp_times(stamped, Instant(date_of(2026, 9, 21))));
  static_cast<void>(spreadsheet::read_spreadsheet(bytes, "a.xlsx"));
  return 0;
}
