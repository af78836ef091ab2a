// SPDX-License-Identifier: Apache-2.0
#include "feature/search/number_set.hpp"

#include <algorithm>
#include <cstring>

#include "base/assert.hpp"

namespace guatu::search {
namespace {

// The index is a file of this machine, and is made again on another one.
static_assert(std::endian::native == std::endian::little);

constexpr std::size_t kWords = kSmallNumbers / 64;

bool is_bitmap(std::string_view packed) { return packed.size() == kBitmapBytes; }

std::vector<SmallNumber> list_of(std::string_view packed) {
  std::vector<SmallNumber> list(packed.size() / sizeof(SmallNumber));
  if (!list.empty()) std::memcpy(list.data(), packed.data(), packed.size());
  return list;
}

std::vector<std::uint64_t> bits_of(std::string_view packed) {
  std::vector<std::uint64_t> bits(kWords);
  std::memcpy(bits.data(), packed.data(), kBitmapBytes);
  return bits;
}

bool has(std::string_view bitmap, SmallNumber number) {
  return ((static_cast<unsigned char>(bitmap[number / 8U]) >> (number % 8U)) & 1U) != 0;
}

template <class Element>
std::string bytes_of(const std::vector<Element>& elements) {
  std::string bytes(elements.size() * sizeof(Element), '\0');
  if (!bytes.empty()) std::memcpy(bytes.data(), elements.data(), bytes.size());
  return bytes;
}

void set(std::vector<std::uint64_t>& bits, const std::vector<SmallNumber>& numbers) {
  for (const SmallNumber number : numbers) bits[number / 64U] |= std::uint64_t{1} << (number % 64U);
}

}  // namespace

bool is_packed(std::string_view bytes) {
  return !bytes.empty() && bytes.size() <= kBitmapBytes && bytes.size() % sizeof(SmallNumber) == 0;
}

std::string packed_with(std::string_view packed, const std::vector<SmallNumber>& more) {
  std::vector<std::uint64_t> bits;
  if (is_bitmap(packed)) {
    bits = bits_of(packed);
    set(bits, more);
    return bytes_of(bits);
  }
  std::vector<SmallNumber> list = list_of(packed);
  const auto had = static_cast<std::ptrdiff_t>(list.size());
  list.insert(list.end(), more.begin(), more.end());
  std::inplace_merge(list.begin(), list.begin() + had, list.end());
  list.erase(std::ranges::unique(list).begin(), list.end());
  if (list.size() * sizeof(SmallNumber) < kBitmapBytes) return bytes_of(list);
  bits.resize(kWords);
  set(bits, list);
  return bytes_of(bits);
}

CommonNumbers::CommonNumbers(std::string_view packed) : is_bitmap_(is_bitmap(packed)) {
  GUATU_ASSERT(is_packed(packed));
  if (is_bitmap_)
    bits_ = bits_of(packed);
  else
    list_ = list_of(packed);
}

void CommonNumbers::keep(std::string_view packed) {
  GUATU_ASSERT(is_packed(packed));
  if (is_bitmap(packed) && is_bitmap_) {
    const auto other = bits_of(packed);
    for (std::size_t word = 0; word < kWords; ++word) bits_[word] &= other[word];
  } else if (is_bitmap(packed)) {
    std::erase_if(list_, [&](SmallNumber number) { return !has(packed, number); });
  } else if (is_bitmap_) {
    const std::string bitmap = bytes_of(bits_);
    list_ = list_of(packed);
    std::erase_if(list_, [&](SmallNumber number) { return !has(bitmap, number); });
    is_bitmap_ = false;
  } else {
    std::vector<SmallNumber> common;
    std::ranges::set_intersection(list_, list_of(packed), std::back_inserter(common));
    list_ = std::move(common);
  }
}

std::size_t CommonNumbers::size() const {
  if (!is_bitmap_) return list_.size();
  std::size_t count = 0;
  for (const std::uint64_t word : bits_) count += static_cast<std::size_t>(std::popcount(word));
  return count;
}

}  // namespace guatu::search
