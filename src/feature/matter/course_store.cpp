// SPDX-License-Identifier: Apache-2.0
#include "feature/matter/course_store.hpp"

#include <charconv>

#include "feature/matter/matter_store.hpp"

// An element of a list is itself a list of texts: its members in order, what is not there as an empty text.
namespace guatu::matter::course_codec {

using db::Cell;
using db::CellKind;
using db::Codec;

// A last member that came later: it is left out when empty, so that what was written before stays the same.
struct Late {
  std::optional<int>* value;
};

class MembersOut {
 public:
  template <class... T>
  void operator()(const T&... members) {
    (add(members), ...);
  }
  std::vector<std::string> texts;

 private:
  void add(const Late& late) {
    if (*late.value) texts.push_back(std::to_string(**late.value));
  }
  template <class T>
  void add(const T& member) {
    std::string scratch;
    const Cell cell = Codec<T>::encode(member, scratch);
    if (cell.is_null())
      texts.emplace_back();
    else
      texts.push_back(cell.kind == CellKind::integer ? std::to_string(cell.integer) : std::string(cell.text));
  }
};

template <class T>
inline constexpr bool kIsOptional = false;
template <class T>
inline constexpr bool kIsOptional<std::optional<T>> = true;
template <class T>
inline constexpr std::size_t kMayBeMissing = std::is_same_v<T, Late> ? 1 : 0;

class MembersIn {
 public:
  explicit MembersIn(const Cell& cell) : texts_(db::parse_text_list(db::text_in(cell))) {}
  template <class... T>
  void operator()(T&... members) {
    const std::size_t least = sizeof...(members) - (kMayBeMissing<T> + ...);
    if (texts_.size() < least || texts_.size() > sizeof...(members))
      throw db::Failure("an element of a course is damaged; run guatu check");
    texts_.resize(sizeof...(members));
    std::size_t at = 0;
    (take(texts_[at++], members), ...);
  }

 private:
  static void take(const std::string& text, Late& late) {
    if (text.empty()) return late.value->reset();
    late.value->emplace();
    std::from_chars(text.data(), text.data() + text.size(), **late.value);
  }
  template <class T>
  static void take(const std::string& text, T& member) {
    if constexpr (kIsOptional<T>)
      if (text.empty()) return member.reset();
    if constexpr (Codec<T>::kind == CellKind::integer) {
      std::int64_t number = 0;
      std::from_chars(text.data(), text.data() + text.size(), number);
      member = Codec<T>::decode(Cell::of(number));
    } else {
      member = Codec<T>::decode(Cell::of(std::string_view(text)));
    }
  }
  std::vector<std::string> texts_;
};

void members(auto& with, loop::Assisting& one) { with(one.unit, one.accepted_on, one.replied_on, one.merged_on); }
void members(auto& with, loop::Hand& hand) { with(hand.person, hand.unit); }
void members(auto& with, loop::Signature& signature) { with(signature.level, signature.person, signature.on); }
void members(auto& with, loop::PartPlan& part) { with(part.lead, part.due); }
void members(auto& with, loop::QuarterTarget& target) {
  Late year{&target.year};
  with(target.quarter, target.text, target.due, target.reported_on, year);
}
void members(auto& with, loop::ExtensionAsk& ask) { with(ask.asked_on, ask.due_asked, ask.reason, ask.asked_by); }
void members(auto& with, loop::Suspension& one) { with(one.since, one.reason, one.until); }
void members(auto& with, loop::Ending& ending) { with(ending.kind, ending.on, ending.reason, ending.into); }
void members(auto& with, loop::Round& round) {
  with(round.began_on, round.due, round.done_on, round.verified_by, round.closed_on, round.end);
}
void members(auto& with, loop::Actor& actor) {
  with(actor.person, actor.on_behalf_of, actor.unit, actor.is_office, actor.is_verifier, actor.is_leader,
       actor.sign_level);
}
void members(auto& with, loop::Request& request) {
  with(request.act, request.actor, request.text, request.reason, request.date, request.verdict, request.grade,
       request.lead, request.assisting, request.verifier, request.target, request.parts, request.quarters,
       request.quarter);
}
void members(auto& with, loop::Held& held) { with(held.request, held.prepared_on, held.chain, held.signatures); }

template <class T>
struct MemberCodec {
  static constexpr CellKind kind = CellKind::text;
  static Cell encode(const T& value, std::string& scratch) {
    MembersOut out;
    T copy = value;
    members(out, copy);
    scratch.clear();
    db::append_text_list(scratch, {out.texts.begin(), out.texts.end()});
    return Cell::of(std::string_view(scratch));
  }
  static T decode(const Cell& cell) {
    T value;
    MembersIn in(cell);
    members(in, value);
    return value;
  }
};

}  // namespace guatu::matter::course_codec

namespace guatu::db {

template <>
struct Codec<calendar::Certainty> {
  static constexpr CellKind kind = CellKind::text;
  static Cell encode(calendar::Certainty value, std::string&) {
    return Cell::of(std::string_view(value == calendar::Certainty::provisional ? "provisional" : "published"));
  }
  static calendar::Certainty decode(const Cell& cell) {
    return text_in(cell) == "provisional" ? calendar::Certainty::provisional : calendar::Certainty::published;
  }
};

template <class T>
using MemberCodec = matter::course_codec::MemberCodec<T>;
template <>
struct Codec<loop::Assisting> : MemberCodec<loop::Assisting> {};
template <>
struct Codec<loop::Hand> : MemberCodec<loop::Hand> {};
template <>
struct Codec<loop::Signature> : MemberCodec<loop::Signature> {};
template <>
struct Codec<loop::PartPlan> : MemberCodec<loop::PartPlan> {};
template <>
struct Codec<loop::QuarterTarget> : MemberCodec<loop::QuarterTarget> {};
template <>
struct Codec<loop::ExtensionAsk> : MemberCodec<loop::ExtensionAsk> {};
template <>
struct Codec<loop::Suspension> : MemberCodec<loop::Suspension> {};
template <>
struct Codec<loop::Ending> : MemberCodec<loop::Ending> {};
template <>
struct Codec<loop::Round> : MemberCodec<loop::Round> {};
template <>
struct Codec<loop::Actor> : MemberCodec<loop::Actor> {};
template <>
struct Codec<loop::Request> : MemberCodec<loop::Request> {};
template <>
struct Codec<loop::Held> : MemberCodec<loop::Held> {};

}  // namespace guatu::db

namespace guatu::matter {

const db::Table<loop::Course>& course_table() {
  using loop::Course;
  static const auto kTable = db::table<Course>(
      "matter_course", db::key("id", &Course::id), db::column("parent", &Course::parent),
      db::column("kind", &Course::kind), db::column("grade", &Course::grade), db::column("state", &Course::state),
      db::column("lead", &Course::lead), db::column("assisting", &Course::assisting),
      db::column("verifier", &Course::verifier), db::column("drafted_on", &Course::drafted_on),
      db::column("registered_on", &Course::registered_on), db::column("round_began_on", &Course::round_began_on),
      db::column("assigned_on", &Course::assigned_on), db::column("reported_on", &Course::reported_on),
      db::column("requested_on", &Course::requested_on), db::column("reported_up_on", &Course::reported_up_on),
      db::column("called_back_on", &Course::called_back_on), db::column("done_on", &Course::done_on),
      db::column("verified_by", &Course::verified_by), db::column("publicised_on", &Course::publicised_on),
      db::column("closed_on", &Course::closed_on), db::column("step_since", &Course::step_since),
      db::column("last_on", &Course::last_on), db::column("original_due", &Course::original_due),
      db::column("due", &Course::due), db::column("due_certainty", &Course::due_certainty),
      db::column("extension", &Course::extension), db::column("extensions", &Course::extensions),
      db::column("suspensions", &Course::suspensions), db::column("ending", &Course::ending),
      db::column("is_listed", &Course::is_listed), db::column("level", &Course::level),
      db::column("reminders", &Course::reminders), db::column("returns", &Course::returns),
      db::column("parts", &Course::parts), db::column("hands", &Course::hands), db::column("held", &Course::held),
      db::column("quarters", &Course::quarters), db::column("earlier", &Course::earlier));
  return kTable;
}

const db::Table<ActDone>& act_table() {
  static const auto kTable =
      db::table<ActDone>("matter_act", db::key("matter", &ActDone::matter), db::key("sequence", &ActDone::sequence),
                         db::column("acted_on", &ActDone::acted_on), db::column("act", &ActDone::act),
                         db::column("person", &ActDone::person), db::column("on_behalf_of", &ActDone::on_behalf_of),
                         db::column("unit", &ActDone::unit), db::column("text", &ActDone::text),
                         db::column("reason", &ActDone::reason), db::column("due_given", &ActDone::date),
                         db::column("verdict", &ActDone::verdict), db::column("grade", &ActDone::grade),
                         db::column("state_before", &ActDone::before), db::column("state_after", &ActDone::after),
                         db::column("waits", &ActDone::waits), db::column("signed_act", &ActDone::signed_act),
                         db::column("lead", &ActDone::lead), db::column("assisting", &ActDone::assisting),
                         db::column("target", &ActDone::target), db::column("quarter", &ActDone::quarter));
  return kTable;
}

const db::Table<DutyRow>& duty_table() {
  static const auto kTable = db::table<DutyRow>(
      "matter_duty", db::key("matter", &DutyRow::matter), db::key("slot", &DutyRow::slot),
      db::column("audience", &DutyRow::audience), db::column("act", &DutyRow::act), db::column("unit", &DutyRow::unit),
      db::column("since", &DutyRow::since), db::column("due", &DutyRow::due),
      db::column("certainty", &DutyRow::certainty), db::column("quarter", &DutyRow::quarter));
  return kTable;
}

const db::Table<Signing>& signing_table() {
  static const auto kTable =
      db::table<Signing>("unit_signing", db::key("unit", &Signing::unit), db::column("section", &Signing::section),
                         db::column("deputy", &Signing::deputy), db::column("head", &Signing::head));
  return kTable;
}

std::vector<DutyRow> load_duties_until(const db::Reader& reader, const std::string& audience, Date until) {
  return db::load(reader, duty_table(), "WHERE audience = :audience AND due <= :until ORDER BY due, matter",
                  {{"audience", audience}, {"until", until}});
}

std::vector<DutyRow> load_duties_on(const db::Reader& reader, const Id<Matter>& matter) {
  return db::load(reader, duty_table(), "WHERE matter = :matter ORDER BY slot", {{"matter", matter}});
}

std::int64_t count_acts_on(const db::Reader& reader, const Id<Matter>& matter) {
  return reader
      .query_value<std::int64_t>("SELECT count(*) FROM matter_act WHERE matter = :matter", {{"matter", matter}})
      .value_or(0);
}

std::int64_t next_report_sequence(const db::Reader& reader, const Id<Matter>& matter) {
  const auto last = reader.query<std::optional<std::int64_t>>(
      "SELECT max(sequence) FROM matter_report WHERE matter = :matter", {{"matter", matter}});
  return last.empty() ? 1 : std::get<0>(last.front()).value_or(0) + 1;
}

std::vector<std::string> load_latest_numbers(const db::Reader& reader, std::int64_t most) {
  std::vector<std::string> numbers;
  for (auto& [id] : reader.query<std::string>(
           "SELECT id FROM matter WHERE registered_on >= '' ORDER BY registered_on DESC, id DESC LIMIT :most",
           {{"most", most}}))
    numbers.push_back(std::move(id));
  return numbers;
}

}  // namespace guatu::matter
