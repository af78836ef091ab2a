// SPDX-License-Identifier: Apache-2.0
#include "tests/trust/store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

#include "base/code.hpp"
#include "feature/enterprise/enterprise_actions.hpp"
#include "feature/enterprise/enterprise_store.hpp"
#include "feature/unit/unit_actions.hpp"
#include "platform/db/store_test.hpp"

namespace guatu::testing {
namespace {

constexpr int kUnits = 12;
constexpr int kEnterprises = 36;

std::string unit_id(int number) { return fmt::format("T{:02}", number); }

void require(bool is_done, const char* what) {
  if (!is_done) throw std::runtime_error(what);
}

void add_rows(db::Tx& tx) {
  std::vector<unit::Unit> units;
  for (int number = 0; number < kUnits; ++number) {
    units.emplace_back().id.value = unit_id(number);
    units.back().name = fmt::format("第{}街道", number);
    units.back().note = kFirstMark;
  }
  unit::save(tx, units);
  std::vector<enterprise::Enterprise> enterprises;
  for (int number = 0; number < kEnterprises; ++number) {
    enterprises.emplace_back().id.value = credit_code(number);
    enterprises.back().name = fmt::format("第{}厂", number);
    enterprises.back().product = "0";
    enterprises.back().note = kFirstMark;
  }
  db::put(tx, enterprise::enterprise_table(), enterprises);
  tx.journal({"test.started", "", "{}"});
}

}  // namespace

std::string credit_code(int number) {
  const std::string body = fmt::format("91440101{:09}", number);
  const CheckedCode checked = check_credit_code(body + "0");
  return body + (checked.check == CodeCheck::right ? '0' : checked.expected.value_or('0'));
}

void fill_store(const std::filesystem::path& directory, Hashing hashing) {
  db::Database database = db::testing::open_store(directory);
  {
    auto tx = database.begin(db::testing::kClerk, db::testing::kNow);
    require(tx.has_value(), "no turn to write");
    add_rows(*tx);
    tx->commit();
  }
  account::GateOptions options;
  options.common_passwords = "123456 qwerty password";
  if (hashing == Hashing::cheap) options.cost = crypto::kCostForTests;
  account::Gate gate(database, Clock::system(), std::move(options));
  open_clerks(gate, {"clerk", "clerk2"});
}

std::unique_ptr<Pool> pool_of_filled_store() {
  auto pool = std::make_unique<Pool>();
  for (int number = 0; number < kUnits; ++number) pool->rows.push_back({"unit", unit_id(number)});
  for (int number = 0; number < kEnterprises; ++number) pool->rows.push_back({"enterprise", credit_code(number)});
  pool->versions = std::vector<std::atomic<std::int64_t>>(pool->rows.size());
  for (auto& version : pool->versions) version = 1;
  pool->next_new = 1'000'000;
  pool->next_contested = 100'000'000;
  return pool;
}

}  // namespace guatu::testing
