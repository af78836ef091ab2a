// SPDX-License-Identifier: Apache-2.0
// The steps of a cycle over the version that was seen, and its papers.
#include "feature/cycle/cycle_actions.hpp"
#include "feature/cycle/cycle_edit_actions.hpp"
#include "feature/cycle/cycle_store.hpp"
#include "feature/cycle/snapshot_actions.hpp"
#include "platform/blob/blob_store.hpp"

namespace guatu::cycle {
namespace {

Result<void> store_papers(db::Tx& tx, const Id<Cycle>& id, const StepParts& parts) {
  const blob::BlobStore blobs(parts.store);
  std::vector<StoredPaper> rows;
  for (const Paper& paper : parts.papers) {
    StoredPaper row{id,         paper.file,         static_cast<std::int64_t>(rows.size()) + 1,
                    paper.name, paper.content_type, static_cast<std::int64_t>(paper.bytes.size()),
                    {}};
    GUATU_TRY(row.digest, blobs.put(paper.bytes));
    rows.push_back(std::move(row));
  }
  db::put(tx, paper_table(), rows);
  return {};
}

}  // namespace

Result<db::Versioned<Cycle>> take_step_of(db::Tx& tx, const Id<Cycle>& id, Step step, std::int64_t expected_version,
                                          const StepParts& parts) {
  GUATU_TRY(const auto before, find_versioned_cycle(tx, id));
  GUATU_CHECK(db::check_version("cycle/" + id.value, before.version, expected_version));
  if (step == Step::freeze) {
    GUATU_TRY([[maybe_unused]] const auto frozen, freeze(tx, blob::BlobStore(parts.store), id, parts.program_version));
  } else {
    if (step == Step::publish && before.row.state == CycleState::frozen) GUATU_CHECK(store_papers(tx, id, parts));
    GUATU_TRY([[maybe_unused]] const auto after, advance(tx, id, step));
  }
  return find_versioned_cycle(tx, id);
}

Result<std::vector<Paper>> papers_to_publish(const db::Reader& reader, const std::filesystem::path& store,
                                             const Id<Cycle>& id, const RenderPapers& render) {
  GUATU_TRY(const auto cycle, find_versioned_cycle(reader, id));
  if (cycle.row.state != CycleState::frozen) return std::vector<Paper>();
  GUATU_TRY(const Snapshot snapshot, load_snapshot(reader, blob::BlobStore(store), id));
  return render(snapshot, cycle.row.snapshot);
}

std::vector<StoredPaper> load_stored_papers(const db::Reader& reader, const Id<Cycle>& id) {
  return db::load(reader, paper_table(), "WHERE cycle = :cycle ORDER BY sequence", {{"cycle", id}});
}

Result<std::string> load_snapshot_bytes(const db::Reader& reader, const std::filesystem::path& store,
                                        const Id<Cycle>& id) {
  GUATU_TRY(const auto cycle, find_versioned_cycle(reader, id));
  if (cycle.row.snapshot.empty())
    return refuse(ErrorKind::conflict, "", "cycle.not_frozen",
                  {{"value", id.value}, {"state", std::string(chinese_of(cycle.row.state))}});
  return blob::BlobStore(store).read(cycle.row.snapshot);
}

}  // namespace guatu::cycle
