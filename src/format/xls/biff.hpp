// SPDX-License-Identifier: Apache-2.0
// The records of a BIFF8 stream ([MS-XLS] 2.1.4) and the values inside them. Reading beyond the end of a
// record gives zeros and marks the cursor as overrun: the caller asks once, at the end.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace guatu::xls {

enum RecordType : std::uint16_t {
  kFormula = 0x0006,
  kEndOfPart = 0x000A,
  kDateMode = 0x0022,
  kFilePass = 0x002F,
  kContinue = 0x003C,
  kColumns = 0x007D,
  kBoundSheet = 0x0085,
  kMultipleRk = 0x00BD,
  kRichText = 0x00D6,
  kStyle = 0x00E0,
  kMerged = 0x00E5,
  kSharedTexts = 0x00FC,
  kSharedText = 0x00FD,
  kNumber = 0x0203,
  kText = 0x0204,
  kBooleanOrError = 0x0205,
  kFormulaText = 0x0207,
  kRow = 0x0208,
  kRk = 0x027E,
  kFormat = 0x041E,
  kBeginOfPart = 0x0809,
};

struct Record {
  std::uint16_t type = 0;
  std::vector<std::string_view> pieces;  // the record and what CONTINUE adds to it
};

// Goes through the records from an offset on. `next` is false at the end of the stream; is_cut() when it
// ended inside a record.
class RecordReader {
 public:
  explicit RecordReader(std::string_view stream, std::size_t offset = 0) : stream_(stream), at_(offset) {}
  bool next(Record& record);
  bool is_cut() const { return is_cut_; }

 private:
  bool read_one(std::uint16_t& type, std::string_view& content);

  std::string_view stream_;
  std::size_t at_;
  bool is_cut_ = false;
};

class RecordCursor {
 public:
  explicit RecordCursor(const Record& record) : pieces_(&record.pieces) {}

  std::uint8_t read8();
  std::uint16_t read16();
  std::uint32_t read32();
  double read_double();
  void skip(std::size_t bytes);
  std::size_t left() const;  // in this piece
  bool is_overrun() const { return is_overrun_; }

  std::string read_characters(std::size_t count, std::uint8_t flags);  // a new piece begins with new flags
  std::string read_text16();                                           // count in 16 bits, flags, characters
  std::string read_rich_text();                                        // the same with runs and phonetics, skipped

 private:
  bool settle();  // on a byte that exists; false at the end

  const std::vector<std::string_view>* pieces_;
  std::size_t piece_ = 0;
  std::size_t at_ = 0;
  bool is_overrun_ = false;
};

double decode_rk(std::uint32_t packed);          // [MS-XLS] 2.5.217
std::string_view error_name(std::uint8_t code);  // #REF!, …

}  // namespace guatu::xls
