// SPDX-License-Identifier: Apache-2.0
// Freezing a cycle: load → light up → snapshot → content-addressed file → the cycle names it. And reading a frozen
// one back, unchanged, years later.
#pragma once

#include <string>

#include "feature/cycle/snapshot.hpp"
#include "platform/blob/blob_store.hpp"
#include "platform/db/history.hpp"

namespace guatu::cycle {

// Canonical: the same snapshot gives the same bytes.
std::string to_json(const Snapshot& snapshot);
// Refuses json.*, cycle.not_a_snapshot.
Result<Snapshot> snapshot_from_json(std::string_view text);

// The next step of a cycle, journalled; a cycle that opens with no agenda gets last time's items. Refuses
// cycle.unknown, cycle.step_out_of_order.
Result<Cycle> advance(db::Tx& tx, const Id<Cycle>& id, Step step);

struct SnapshotStamp {
  db::Position position = 0;
  Instant at{};
  Date day{};
  std::string program_version;
};
// The snapshot of the cycle as the registers stand. Refuses light.no_rule_in_force, blob.*.
Result<Snapshot> assemble(const db::Reader& reader, const blob::BlobStore& blobs, const Cycle& cycle,
                          const SnapshotStamp& stamp);

struct FrozenCycle {
  Cycle cycle;
  std::string digest;
  std::string bytes;
};

// Freezes the cycle as the register stands in this transaction. Refuses cycle.unknown, cycle.step_out_of_order,
// light.no_rule_in_force, blob.*.
Result<FrozenCycle> freeze(db::Tx& tx, const blob::BlobStore& blobs, const Id<Cycle>& id,
                           std::string_view program_version);

// Refuses cycle.unknown, cycle.not_frozen, blob.missing, blob.altered.
Result<Snapshot> load_snapshot(const db::Reader& reader, const blob::BlobStore& blobs, const Id<Cycle>& id);

Result<Cycle> find_cycle(const db::Reader& reader, const Id<Cycle>& id);

}  // namespace guatu::cycle
