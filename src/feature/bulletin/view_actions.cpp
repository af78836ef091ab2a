// SPDX-License-Identifier: Apache-2.0
#include "feature/bulletin/view_actions.hpp"

#include <algorithm>

#include "base/version.hpp"
#include "feature/cycle/cycle_edit_actions.hpp"
#include "feature/cycle/snapshot_actions.hpp"
#include "feature/trial/trial_actions.hpp"
#include "platform/blob/blob_store.hpp"
#include "platform/crypto/digest.hpp"

namespace guatu::bulletin {
namespace {

using cycle::Cycle;

Result<std::vector<cycle::Paper>> rendered(const db::Reader& reader, const Cycle& cycle, const Asking& asking,
                                           const cycle::RenderPapers& render) {
  GUATU_TRY(const auto snapshot, cycle::load_snapshot(reader, blob::BlobStore(asking.store), cycle.id));
  return render(snapshot, cycle.snapshot);
}

cycle::StoredPaper row_of(const Cycle& cycle, const cycle::Paper& paper, std::int64_t sequence) {
  return {cycle.id,
          paper.file,
          sequence,
          paper.name,
          paper.content_type,
          static_cast<std::int64_t>(paper.bytes.size()),
          crypto::to_hex(crypto::sha256(paper.bytes))};
}

}  // namespace

Result<Shown> load_preview(const db::Reader& reader, const Id<Cycle>& id, const Asking& asking) {
  GUATU_TRY(const auto cycle, cycle::find_versioned_cycle(reader, id));
  Shown shown;
  shown.version = cycle.version;
  GUATU_TRY(shown.remind_on, cycle::remind_on(reader, cycle.row, asking.presets));
  GUATU_TRY(shown.snapshot,
            cycle::assemble(reader, blob::BlobStore(asking.store), cycle.row,
                            {reader.position(), asking.now, asking.today, std::string(kProgramVersion)}));
  return shown;
}

Result<Shown> load_view(const db::Reader& reader, const Id<Cycle>& id, const Asking& asking) {
  GUATU_TRY(const auto cycle, cycle::find_versioned_cycle(reader, id));
  Shown shown;
  shown.version = cycle.version;
  GUATU_TRY(shown.remind_on, cycle::remind_on(reader, cycle.row, asking.presets));
  shown.is_final = true;
  GUATU_TRY(shown.snapshot, cycle::load_snapshot(reader, blob::BlobStore(asking.store), id));
  // The snapshot was made before the cycle could name it.
  shown.snapshot.cycle = cycle.row;
  return shown;
}

Result<Compared> load_comparison(const db::Reader& reader, const Id<Cycle>& id, const Asking& asking) {
  GUATU_TRY(const auto cycle, cycle::find_versioned_cycle(reader, id));
  Compared compared;
  GUATU_TRY(Shown shown,
            cycle::is_frozen(cycle.row.state) ? load_view(reader, id, asking) : load_preview(reader, id, asking));
  compared.now = std::make_unique<Shown>(std::move(shown));
  const auto& previous = compared.now->snapshot.previous;
  if (!previous.snapshot.empty()) {
    GUATU_TRY(cycle::Snapshot before, cycle::load_snapshot(reader, blob::BlobStore(asking.store), {previous.id}));
    compared.before = std::make_unique<cycle::Snapshot>(std::move(before));
  }
  compared.comparison = compare(compared.now->snapshot, compared.before.get());
  return compared;
}

bool is_light_hidden(const db::Reader& reader, trial::Audience audience) {
  return trial::is_hidden(trial::find_trial(reader, trial::List::lights).row, audience);
}

Result<void> check_readable(const db::Reader& reader, const Id<Cycle>& id, trial::Audience audience) {
  GUATU_TRY(const auto cycle, cycle::find_versioned_cycle(reader, id));
  const ProblemArgs args{{"value", id.value}, {"state", std::string(chinese_of(cycle.row.state))}};
  if (!cycle::is_frozen(cycle.row.state)) return refuse(ErrorKind::conflict, "", "cycle.not_frozen", args);
  if (cycle.row.state != cycle::CycleState::published && audience != trial::Audience::office)
    return refuse(ErrorKind::forbidden, "", "cycle.not_published", args);
  for (const auto list : {trial::List::lights, trial::List::wall, trial::List::ranking})
    GUATU_CHECK(trial::check_visible(reader, list, audience));
  return {};
}

Result<Pack> load_pack(const db::Reader& reader, const Id<Cycle>& id, const Asking& asking,
                       const cycle::RenderPapers& render) {
  GUATU_TRY(const auto cycle, cycle::find_versioned_cycle(reader, id));
  Pack pack{cycle.row, true, cycle::load_stored_papers(reader, id)};
  if (!pack.papers.empty()) return pack;
  pack.is_stored = false;
  GUATU_TRY(const auto papers, rendered(reader, cycle.row, asking, render));
  for (const auto& paper : papers)
    pack.papers.push_back(row_of(cycle.row, paper, static_cast<std::int64_t>(pack.papers.size()) + 1));
  return pack;
}

Result<PaperBytes> load_paper(const db::Reader& reader, const Id<Cycle>& id, const std::string& file,
                              const Asking& asking, const cycle::RenderPapers& render) {
  GUATU_TRY(const auto cycle, cycle::find_versioned_cycle(reader, id));
  const auto stored = cycle::load_stored_papers(reader, id);
  if (const auto found = std::ranges::find(stored, file, &cycle::StoredPaper::file); found != stored.end()) {
    GUATU_TRY(auto bytes, blob::BlobStore(asking.store).read(found->digest));
    return PaperBytes{*found, std::move(bytes)};
  }
  if (stored.empty()) {
    GUATU_TRY(auto papers, rendered(reader, cycle.row, asking, render));
    for (auto& paper : papers)
      if (paper.file == file) return PaperBytes{row_of(cycle.row, paper, 0), std::move(paper.bytes)};
  }
  return refuse(ErrorKind::not_found, "", "api.no_such_record", {{"id", file}});
}

}  // namespace guatu::bulletin
