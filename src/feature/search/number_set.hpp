// SPDX-License-Identifier: Apache-2.0
// Sets of numbers below 65,536, as the documents with a token are kept (倒排表): a list of two bytes each, and from
// 4,096 numbers on a bitmap of 8,192 bytes, so that the length says which it is. After Chambi, Lemire, Kaser and Godin,
// "Better bitmap performance with Roaring bitmaps", 2016. Bytes of any other length are no set.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace guatu::search {

using SmallNumber = std::uint16_t;

inline constexpr std::size_t kSmallNumbers = 65536;
inline constexpr std::size_t kBitmapBytes = kSmallNumbers / 8;

bool is_packed(std::string_view bytes);
// `packed` (empty: nothing yet) with more numbers, ascending.
std::string packed_with(std::string_view packed, const std::vector<SmallNumber>& more);

// What several packed sets have in common.
class CommonNumbers {
 public:
  explicit CommonNumbers(std::string_view packed);
  void keep(std::string_view packed);
  std::size_t size() const;

  // The largest first, until `visit` returns false; returns what it returned last.
  template <class Visit>
  bool each_descending(const Visit& visit) const {
    if (!is_bitmap_) {
      for (auto number = list_.rbegin(); number != list_.rend(); ++number)
        if (!visit(*number)) return false;
      return true;
    }
    for (std::size_t word = bits_.size(); word-- > 0;)
      for (std::uint64_t left = bits_[word]; left != 0;) {
        const int bit = 63 - std::countl_zero(left);
        left ^= std::uint64_t{1} << static_cast<unsigned>(bit);
        if (!visit(static_cast<SmallNumber>(word * 64 + static_cast<std::size_t>(bit)))) return false;
      }
    return true;
  }

 private:
  bool is_bitmap_ = false;
  std::vector<SmallNumber> list_;    // ascending
  std::vector<std::uint64_t> bits_;  // when it is a bitmap
};

}  // namespace guatu::search
