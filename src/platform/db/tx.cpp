// SPDX-License-Identifier: Apache-2.0
// Reader and Tx: snapshots, the one writer, the journal entry of a commit.
#include <limits>

#include "base/assert.hpp"
#include "platform/db/database.hpp"
#include "platform/db/tree_head.hpp"
#include "platform/journal/entry.hpp"

namespace guatu::db {

Reader::Reader(Lease lease) : connection_(std::move(lease)) {
  Cursor cursor = connection_->prepare("SELECT size FROM tree_head");
  if (!cursor.next()) throw Failure("the store has no tree head; run guatu check");
  position_ = integer_in(cursor.cell(0));
}

Cursor Reader::prepared(std::string_view sql, const Args& args) const {
  Cursor cursor = connection_->prepare(sql);
  GUATU_ASSERT(cursor.parameter_count() == static_cast<int>(args.size()));
  for (const Arg& arg : args) {
    const int parameter = cursor.parameter(arg.name);
    GUATU_ASSERT(parameter != 0);
    cursor.bind(parameter, arg.cell());
  }
  return cursor;
}

void Reader::rows(std::string_view sql, const Args& args, const std::function<void(const Cursor&)>& each) const {
  Cursor cursor = prepared(sql, args);
  while (cursor.next()) each(cursor);
}

Tx::Tx(GroupCommit::Seat seat, Actor actor)
    : Reader(Lease(&seat.connection(), [](Connection*) {})), seat_(std::move(seat)), actor_(std::move(actor)) {
  GUATU_ASSERT(!actor_.name.empty());
  written_before_ = connection_->rows_written();
}

Tx::Tx(Tx&&) noexcept = default;
Tx::~Tx() = default;  // the seat undoes what was not committed

void Tx::exec(std::string_view sql, const Args& args) { prepared(sql, args).run(); }

void Tx::journal(Event event) {
  GUATU_ASSERT(!event_.has_value());  // one transaction, one entry
  GUATU_ASSERT(!event.kind.empty() && journal::is_entry_content(event.content));
  event_ = std::move(event);
}

void Tx::note_row_version(std::string_view entity, std::string_view id, std::int64_t version,
                          const crypto::Digest& digest) {
  const std::size_t begin = stamp_names_.size();
  stamp_names_.append(entity).push_back('\0');
  stamp_names_.append(id);
  GUATU_ASSERT(stamp_names_.size() <= std::numeric_limits<std::uint32_t>::max());
  stamps_.push_back(
      {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(stamp_names_.size() - begin), version, digest});
}

void Tx::append_entry() {
  journal::RowsDigest rows = journal::rows_digest_of(stamps_, stamp_names_);
  const std::int64_t rows_written = rows.count();  // rows.finish() starts again
  journal::Entry entry{entry_position(), now_,         actor_.name,   actor_.on_behalf_of, event_->kind,
                       event_->subject,  rows_written, rows.finish(), event_->content};
  append_to_journal(*this, entry);
}

bool Tx::has_change() const { return event_.has_value() || connection_->rows_written() != written_before_; }

Position Tx::commit() {
  GUATU_ASSERT(open_);
  open_ = false;
  if (!has_change()) {
    connection_.reset();
    seat_.undo();
    return position_;
  }
  GUATU_ASSERT(event_.has_value());  // a change without a journal entry
  append_entry();
  connection_.reset();
  seat_.keep();
  return ++position_;
}

}  // namespace guatu::db
