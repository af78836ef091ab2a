// SPDX-License-Identifier: Apache-2.0
// A store for tests of the whole server: a dozen units and three dozen enterprises that everybody edits, and two
// clerks, clerk and clerk2.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/clerks.hpp"

namespace guatu::testing {

struct Record {
  std::string entity;  // "unit" or "enterprise"
  std::string id;
};

// What the writers of one store share: the rows they contend for, and what each of them must be able to see.
struct Pool {
  std::vector<Record> rows;
  std::vector<std::atomic<std::int64_t>> versions;  // acknowledged to anybody so far, of each row
  std::atomic<int> next_new = 0;
  std::atomic<int> next_contested = 0;
};

std::string credit_code(int number);  // with its check digit
// Of the passwords: a guesser's work is measured with the real cost.
enum class Hashing { cheap, real };
// Makes the store on the database that this run of the test is about.
void fill_store(const std::filesystem::path& directory, Hashing hashing = Hashing::cheap);
// The pool of a store just filled.
std::unique_ptr<Pool> pool_of_filled_store();
// The note of its rows, before anybody has edited them.
inline constexpr const char* kFirstMark = "first";

}  // namespace guatu::testing
