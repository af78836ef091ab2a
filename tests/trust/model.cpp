// SPDX-License-Identifier: Apache-2.0
#include "tests/trust/model.hpp"

#include <fmt/format.h>

#include <unordered_map>
#include <unordered_set>

#include "feature/enterprise/enterprise_store.hpp"
#include "feature/unit/unit_store.hpp"
#include "main/tables.hpp"
#include "platform/db/audit.hpp"
#include "platform/db/versioned.hpp"

namespace guatu::testing {
namespace {

constexpr std::size_t kFaultsMax = 50;

struct ModelRow {
  std::int64_t version = 0;
  std::int64_t counter = 0;
  std::string mark;
};

// An operation as its writer knows it.
struct Told {
  const Operation* operation = nullptr;
  std::int64_t version = 0;  // 0: open
  int found = 0;             // in the history
};

class Judge {
 public:
  Judge(const db::Database& database, std::span<const Writer> writers) : database_(&database), writers_(writers) {}

  Judgement run() {
    gather();
    replay_history();
    compare_state();
    compare_journal();
    compare_kept_replies();
    for (const auto& [mark, told] : told_)
      if (told.version > 0 && told.found != 1) fault("{} was acknowledged and is there {} times", mark, told.found);
    const auto report = db::audit_store(*database_, all_tables());
    for (const auto& problem : report.problems) fault("audit: {} {}", problem.place, problem.code);
    return std::move(judgement_);
  }

 private:
  template <class... T>
  void fault(fmt::format_string<T...> text, T&&... args) {
    if (judgement_.faults.size() < kFaultsMax) judgement_.faults.push_back(fmt::format(text, std::forward<T>(args)...));
  }

  void gather() {
    for (const Writer& writer : writers_) {
      for (const std::string& what : writer.faults) fault("{}", what);
      for (const Acknowledged& one : writer.acknowledged) told_[one.operation.mark] = {&one.operation, one.version};
      if (writer.open) told_[writer.open->mark] = {&*writer.open};
    }
  }

  // The history is the model's input for the order alone; every content comes from the writers.
  void replay_history() {
    const auto reader = database_->reader();
    reader.rows(
        "SELECT entity, id, version, position, content FROM row_version WHERE entity IN ('unit', 'enterprise') "
        "ORDER BY entity, id, version",
        {}, [&](const db::Cursor& cursor) {
          const auto content = json::parse(text_in(cursor.cell(4)));
          const std::string mark(content ? content->root().text("note").value_or("") : "");
          replay(std::string(text_in(cursor.cell(0))), std::string(text_in(cursor.cell(1))), integer_in(cursor.cell(2)),
                 integer_in(cursor.cell(3)), mark);
        });
  }

  void replay(const std::string& entity, const std::string& id, std::int64_t version, std::int64_t position,
              const std::string& mark) {
    ModelRow& row = rows_[entity + "/" + id];
    if (version != row.version + 1) fault("{} {}: version {} follows {}", entity, id, version, row.version);
    row.version = version;
    if (mark == kFirstMark || mark.empty()) {
      if (version != 1) fault("{} {}: version {} has no writer", entity, id, version);
      row.mark = mark;
      return;
    }
    const auto told = told_.find(mark);
    if (told == told_.end()) return fault("{} {}: {} was never acknowledged, or refused", entity, id, mark);
    const Operation& operation = *told->second.operation;
    ++told->second.found;
    ++judgement_.effects;
    if (told->second.version == 0) ++judgement_.open_but_done;
    if (operation.record.entity != entity || operation.record.id != id) fault("{} is at {} {}", mark, entity, id);
    if (told->second.version > 0 && told->second.version != version)
      fault("{} was acknowledged as version {} and is {}", mark, told->second.version, version);
    if (operation.seen != version - 1) fault("{} was made from {} and became {}", mark, operation.seen, version);
    if (operation.seen > 0 && operation.counter != row.counter + 1)
      fault("{}: a lost update, counter {} after {}", mark, operation.counter, row.counter);
    row.counter = operation.counter;
    row.mark = mark;
    positions_[position] = mark;
  }

  void compare(const std::string& key, std::int64_t version, const std::string& note, std::int64_t counter) {
    const auto found = rows_.find(key);
    if (found == rows_.end()) return fault("{} has no history", key);
    if (found->second.version != version || found->second.mark != note || found->second.counter != counter)
      fault("{} is {} {} {}, and {} {} {} by the model", key, version, note, counter, found->second.version,
            found->second.mark, found->second.counter);
    ++compared_;
  }

  void compare_state() {
    const auto reader = database_->reader();
    for (const auto& unit : db::load_versioned(reader, unit::unit_table()))
      compare("unit/" + unit.row.id.value, unit.version, unit.row.note, unit.row.sequence);
    for (const auto& one : db::load_versioned(reader, enterprise::enterprise_table()))
      compare("enterprise/" + one.row.id.value, one.version, one.row.note, std::stoll(one.row.product));
    if (compared_ != rows_.size()) fault("{} rows, and {} by the model", compared_, rows_.size());
  }

  // One entry an effect, at its position, about its row and with its content.
  void compare_journal() {
    std::size_t entries = 0;
    const auto reader = database_->reader();
    reader.rows(
        "SELECT position, kind, subject, entry FROM journal WHERE kind IN ('unit.created', 'unit.edited', "
        "'enterprise.created', 'enterprise.edited') ORDER BY position",
        {}, [&](const db::Cursor& cursor) {
          ++entries;
          const auto position = integer_in(cursor.cell(0));
          const auto at = positions_.find(position);
          if (at == positions_.end()) return fault("entry {} changed nothing", position);
          const Operation& operation = *told_.at(at->second).operation;
          const std::string kind = operation.record.entity + (operation.seen == 0 ? ".created" : ".edited");
          if (text_in(cursor.cell(1)) != kind || text_in(cursor.cell(2)) != operation.record.id)
            fault("entry {} is about something else than {}", position, at->second);
          const std::string noted = "\"note\":\"" + at->second + "\"";
          if (text_in(cursor.cell(3)).find(noted) == std::string_view::npos)
            fault("entry {} does not say what {} did", position, at->second);
        });
    if (entries != positions_.size()) fault("{} entries for {} effects", entries, positions_.size());
  }

  // With each effect the reply to a repetition, and never one for an operation that has none.
  void compare_kept_replies() {
    std::unordered_set<std::string> kept;
    const auto reader = database_->reader();
    reader.rows("SELECT request_key FROM idempotency", {}, [&](const db::Cursor& cursor) {
      if (!kept.emplace(text_in(cursor.cell(0))).second) fault("{} has two replies", text_in(cursor.cell(0)));
    });
    for (const auto& [mark, told] : told_)
      if ((told.found > 0) != kept.contains(mark)) fault("{} and its reply are not there together", mark);
  }

  const db::Database* database_;
  std::span<const Writer> writers_;
  Judgement judgement_;
  std::unordered_map<std::string, Told> told_;
  std::unordered_map<std::string, ModelRow> rows_;
  std::unordered_map<std::int64_t, std::string> positions_;
  std::size_t compared_ = 0;
};

}  // namespace

Judgement judge(const db::Database& database, std::span<const Writer> writers) {
  return Judge(database, writers).run();
}

}  // namespace guatu::testing
