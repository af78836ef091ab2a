// SPDX-License-Identifier: Apache-2.0
// A store for tests of the whole server: a dozen units, three dozen enterprises that everybody edits, and the demo's
// accounts, whose passwords are hashed cheaply.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "feature/demo/demo_accounts_actions.hpp"

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
// The hash cost of the accounts; a guesser's work is measured with the real one.
enum class Hashing { cheap, real };
// Makes the store on the database that this run of the test is about.
std::vector<demo::DemoAccount> fill_store(const std::filesystem::path& directory, Hashing hashing = Hashing::cheap);
// The pool of a store just filled.
std::unique_ptr<Pool> pool_of_filled_store();
// The first counter and mark of its rows.
inline constexpr const char* kFirstMark = "first";

const demo::DemoAccount& account_named(const std::vector<demo::DemoAccount>& accounts, std::string_view name);

}  // namespace guatu::testing
