// SPDX-License-Identifier: Apache-2.0
#include "platform/job/lease.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <array>

#include "base/text.hpp"
#include "platform/crypto/signature.hpp"

namespace guatu::job {

std::string new_holder() {
  std::array<char, 256> host{};
  if (::gethostname(host.data(), host.size() - 1) != 0) host = {'?'};
  const auto random = crypto::random_key();
  return fmt::format("{}/{}", host.data(), to_hex({reinterpret_cast<const char*>(random.data()), 4}));
}

Result<bool> take_lease(db::Database& database, std::string_view name, std::string_view holder, Instant now,
                        std::chrono::seconds length) {
  GUATU_TRY(const auto written,
            database.upkeep("INSERT INTO job_lease (name, holder, until) VALUES (:name, :holder, :until) "
                            "ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until "
                            "WHERE job_lease.until <= :now OR job_lease.holder = excluded.holder",
                            {{"name", name}, {"holder", holder}, {"until", Instant(now + length)}, {"now", now}}));
  return written == 1;
}

Result<void> give_back_lease(db::Database& database, std::string_view name, std::string_view holder) {
  GUATU_TRY([[maybe_unused]] const auto written,
            database.upkeep("UPDATE job_lease SET until = 0 WHERE name = :name AND holder = :holder",
                            {{"name", name}, {"holder", holder}}));
  return {};
}

}  // namespace guatu::job
