// SPDX-License-Identifier: Apache-2.0
#include "feature/matter/matter_json_routes.hpp"

#include "platform/api/listing.hpp"
#include "platform/api/reply.hpp"

namespace guatu::matter {
namespace {

using api::member;

bool is_provisional(calendar::Certainty certainty) { return certainty == calendar::Certainty::provisional; }

void member_text(JsonWriter& json, std::string_view name, const std::optional<std::string_view>& text) {
  json.key(name);
  if (text)
    json.text(*text);
  else
    json.null();
}

template <class Enum>
std::optional<std::string_view> code_if(const std::optional<Enum>& value) {
  return value ? std::optional(code_of(*value)) : std::nullopt;
}

template <class Item, class Write>
void write_array(JsonWriter& json, std::string_view name, const std::vector<Item>& items, const Write& write) {
  json.key(name).begin_array();
  for (const Item& item : items) {
    json.begin_object();
    write(item);
    json.end_object();
  }
  json.end_array();
}

void write_levels(JsonWriter& json, std::string_view name, const std::vector<loop::SignLevel>& levels) {
  json.key(name).begin_array();
  for (const auto level : levels) json.text(code_of(level));
  json.end_array();
}

void write_members(JsonWriter& json, const Matter& row, std::int64_t version, const Ground& ground, Date today) {
  const auto* kind = loop::find_kind(ground.kinds, row.kind);
  json.member("id", row.id.value).member("kind", kind == nullptr ? row.kind : kind->code).member("kind_word", row.kind);
  json.member("grade", row.grade.value_or("")).member("text", row.text);
  json.member("source_kind", row.source_kind).member("source", row.source);
  member(json, "lead", row.lead);
  json.key("assisting").begin_array();
  for (const auto& unit : row.assisting) json.text(unit.value);
  json.end_array();
  member(json, "registered_on", row.registered_on);
  member(json, "assigned_on", row.assigned_on);
  member(json, "original_due", row.original_due);
  member(json, "due", row.due);
  json.member("state", code_of(row.state)).member("state_word", chinese_of(row.state));
  json.member("side_state", row.side_state).member("coordination_level", row.coordination_level);
  json.member("latest_report", row.latest_report);
  member(json, "reported_on", row.reported_on);
  member(json, "done_on", row.done_on);
  member(json, "verifier", row.verifier);
  json.member("return_count", row.return_count);
  member(json, "project", row.project);
  json.member("milestone", row.milestone);
  member(json, "indicator", row.indicator);
  member(json, "parent", row.parent);
  json.member("warning", row.warning).member("satisfaction", row.satisfaction).member("note", row.note);
  json.member("overdue_days", is_overdue(row, today) ? (today - *row.due).count() : 0).member("version", version);
}

void write_step_clock(JsonWriter& json, const std::optional<loop::StepClock>& clock) {
  json.key("step_clock");
  if (!clock) {
    json.null();
    return;
  }
  json.begin_object().member("step", code_of(clock->step)).member("since", format_date(clock->since));
  json.member("days", clock->days).member("suspended_days", clock->suspended_days);
  member(json, "due", clock->due);
  json.member("overdue_days", clock->overdue_days).member("provisional", is_provisional(clock->certainty)).end_object();
}

void write_whole_clock(JsonWriter& json, const std::optional<loop::WholeClock>& clock) {
  json.key("whole_clock");
  if (!clock) {
    json.null();
    return;
  }
  json.begin_object().member("since", format_date(clock->since)).member("days", clock->days);
  json.member("suspended_days", clock->suspended_days);
  member(json, "original_due", clock->original_due);
  member(json, "due", clock->due);
  json.member("overdue_days", clock->overdue_days);
  json.member("original_overdue_days", clock->original_overdue_days).end_object();
}

void write_duties(JsonWriter& json, const MatterView& view, Date today) {
  write_array(json, "duties", view.duties, [&](const loop::Duty& duty) {
    json.member("kind", code_of(duty.kind)).member("word", chinese_of(duty.kind));
    member(json, "unit", duty.unit);
    json.member("due", format_date(duty.due)).member("provisional", is_provisional(duty.certainty));
    json.member("quarter", duty.quarter);
    json.member("overdue_days", duty.due < today ? (today - duty.due).count() : 0);
  });
  write_array(json, "asked", view.asks, [&](const Ask& ask) {
    json.member("act", code_of(ask.act)).member("word", chinese_of(ask.act));
    json.member("role", code_of(ask.role)).member("role_word", chinese_of(ask.role));
    member(json, "unit", ask.unit);
    member_text(json, "level", code_if(ask.level));
    member(json, "since", ask.since);
    member(json, "due", ask.due);
    json.member("provisional", is_provisional(ask.certainty));
  });
}

void write_held(JsonWriter& json, const std::vector<loop::Held>& all) {
  write_array(json, "held", all, [&](const loop::Held& held) {
    const loop::Request& request = held.request;
    json.member("act", code_of(request.act)).member("word", chinese_of(request.act));
    member(json, "unit", request.actor.unit);
    json.member("prepared_on", format_date(held.prepared_on)).member("prepared_by", request.actor.person.value);
    json.member("on_behalf_of", request.actor.on_behalf_of ? request.actor.on_behalf_of->value : std::string());
    json.member("text", request.text).member("reason", request.reason);
    member(json, "date", request.date);
    write_levels(json, "chain", held.chain);
    write_array(json, "signatures", held.signatures, [&](const loop::Signature& signature) {
      json.member("level", code_of(signature.level)).member("person", signature.person.value);
      json.member("on", format_date(signature.on));
    });
  });
}

void write_extensions(JsonWriter& json, const MatterView& view) {
  const auto& asked = view.handled.course.extension;
  json.key("extension");
  if (asked) {
    json.begin_object().member("asked_on", format_date(asked->asked_on));
    json.member("due_asked", format_date(asked->due_asked)).member("reason", asked->reason);
    json.member("asked_by", asked->asked_by.value).end_object();
  } else {
    json.null();
  }
  write_array(json, "extensions", view.extensions, [&](const Extension& one) {
    json.member("asked_on", format_date(one.asked_on));
    member(json, "unit", one.unit);
    member(json, "due_before", one.due_before);
    member(json, "due_asked", one.due_asked);
    json.member("decision", one.decision);
    member(json, "decided_on", one.decided_on);
    json.member("decided_by", one.decided_by).member("reason", one.reason);
  });
}

void write_ending(JsonWriter& json, const std::optional<loop::Ending>& ending) {
  json.key("ending");
  if (!ending) {
    json.null();
    return;
  }
  json.begin_object().member("kind", code_of(ending->kind)).member("on", format_date(ending->on));
  json.member("reason", ending->reason);
  member(json, "into", ending->into);
  json.end_object();
}

void write_course(JsonWriter& json, const MatterView& view) {
  const loop::Course& course = view.handled.course;
  write_array(json, "assistants", course.assisting, [&](const loop::Assisting& one) {
    json.member("unit", one.unit.value);
    member(json, "accepted_on", one.accepted_on);
    member(json, "replied_on", one.replied_on);
    member(json, "merged_on", one.merged_on);
    const auto reply = view.replies.find(one.unit.value);
    json.member("reply", reply == view.replies.end() ? std::string() : reply->second);
  });
  write_held(json, course.held);
  write_extensions(json, view);
  write_array(json, "suspensions", course.suspensions, [&](const loop::Suspension& one) {
    json.member("since", format_date(one.since)).member("reason", one.reason);
    member(json, "until", one.until);
  });
  write_ending(json, course.ending);
  write_array(json, "quarters", course.quarters, [&](const loop::QuarterTarget& target) {
    json.member("quarter", target.quarter).member("year", static_cast<int>(year_of(target.due)));
    json.member("text", target.text).member("due", format_date(target.due));
    member(json, "reported_on", target.reported_on);
  });
  write_array(json, "earlier", course.earlier, [&](const loop::Round& round) {
    json.member("began_on", format_date(round.began_on));
    member(json, "due", round.due);
    member(json, "done_on", round.done_on);
    member(json, "verified_by", round.verified_by);
    member(json, "closed_on", round.closed_on);
    json.member("end", code_of(round.end));
  });
}

void write_possible(JsonWriter& json, const MatterView& view) {
  write_array(json, "parts", view.parts, [&](const PartView& part) {
    json.member("id", part.row.id.value).member("text", part.row.text);
    member(json, "lead", part.row.lead);
    json.member("state", code_of(part.row.state)).member("state_word", chinese_of(part.row.state));
    member(json, "due", part.row.due);
    json.member("is_over", part.is_over);
  });
  json.member("reminders", view.handled.course.reminders);
  write_array(json, "may", view.may, [&](const Possible& possible) {
    json.member("act", code_of(possible.act)).member("word", chinese_of(possible.act));
    member(json, "unit", possible.unit);
    json.key("requires").begin_array();
    for (const auto field : possible.required) json.text(field);
    json.end_array();
    const auto chain = possible.unit ? view.chains.find(possible.unit->value) : view.chains.end();
    const bool is_signed = possible.is_signed_first && chain != view.chains.end();
    write_levels(json, "signed_first", is_signed ? chain->second : std::vector<loop::SignLevel>{});
  });
}

Names scope_of(const api::Caller& caller, std::string_view right) {
  Names names;
  for (const api::Holding& holding : caller.held())
    if (holding.right == right) names.insert(holding.units.begin(), holding.units.end());
  return names;
}

void member_limit(JsonWriter& json, std::string_view name, const std::optional<loop::Limit>& limit) {
  json.key(name);
  if (limit)
    json.text(limit_text(*limit));
  else
    json.null();
}

}  // namespace

Result<Rulebook> rules_of(const Ground& ground, const db::Reader& reader) {
  return load_rulebook(reader, ground.kinds, ground.years);
}

Party party_of(const api::Caller& caller, const db::Reader& reader) {
  Party party;
  party.account = caller.account;
  party.on_behalf_of = caller.actor.on_behalf_of;
  party.own_unit = unit_of_account(reader, party.on_behalf_of.empty() ? party.account : party.on_behalf_of);
  party.is_office = api::may(caller, "matter.office");
  party.is_verifier = api::may(caller, "matter.verify");
  party.works_for = scope_of(caller, "matter.work");
  party.verifies_for = scope_of(caller, "matter.verify");
  party.instructs = scope_of(caller, "matter.instruct");
  party.signs_as = scope_of(caller, "matter.sign");
  return party;
}

Id<Matter> matter_in_path(const api::Call& call) { return {std::string(call.parameter("id"))}; }

Result<std::vector<api::Relation>> relations_of_matter(api::Call& call) {
  GUATU_TRY(const auto found, find_matter(call.reader(), matter_in_path(call)));
  std::vector<api::Relation> relations;
  if (found.row.lead) relations.push_back({"lead", found.row.lead->value});
  for (const auto& unit : found.row.assisting) relations.push_back({"assisting", unit.value});
  if (found.row.verifier) relations.push_back({"verifier", found.row.verifier->value});
  return relations;
}

void write_row(JsonWriter& json, const Matter& row, std::int64_t version, const Ground& ground, Date today) {
  json.begin_object();
  write_members(json, row, version, ground, today);
  json.end_object();
}

void write_view(JsonWriter& json, const MatterView& view, const Ground& ground, Date today) {
  json.begin_object();
  write_members(json, view.handled.matter.row, view.handled.matter.version, ground, today);
  write_step_clock(json, view.step);
  write_whole_clock(json, view.whole);
  write_duties(json, view, today);
  write_course(json, view);
  write_possible(json, view);
  json.end_object();
}

Result<http::Reply> detail_reply(int status, const db::Reader& reader, const Rulebook& rules, const Party& party,
                                 const Id<Matter>& id, const Ground& ground, Date today) {
  GUATU_TRY(const auto view, view_matter(reader, rules, party, id, today));
  JsonWriter json;
  write_view(json, view, ground, today);
  return api::entity_reply(status, json, view.handled.matter.version);
}

void write_kinds(JsonWriter& json, const std::vector<loop::Kind>& kinds) {
  json.begin_object();
  write_array(json, "items", kinds, [&](const loop::Kind& kind) {
    json.member("code", kind.code).member("word", kind.word);
    member(json, "aliases", kind.aliases);
    json.member("source", kind.source);
    write_array(json, "grades", kind.grades, [&](const loop::Grade& grade) {
      json.member("code", grade.code).member("word", grade.word);
      member_limit(json, "done", grade.done);
    });
    const std::pair<std::string_view, const std::optional<loop::Limit>&> limits[] = {
        {"register", kind.enter},
        {"accept", kind.accept},
        {"object", kind.object},
        {"settle", kind.settle},
        {"feedback", kind.feedback},
        {"feedback_every", kind.feedback_every},
        {"reply", kind.reply},
        {"verify", kind.verify},
        {"publicise", kind.publicise},
        {"done", kind.done},
        {"longest", kind.extension.longest}};
    for (const auto& [name, limit] : limits) member_limit(json, name, limit);
    json.member("count_from", kind.count_from == loop::CountFrom::assigned ? "assigned" : "registered");
    json.member("is_legal", kind.standing == calendar::Standing::legal).member("merges_replies", kind.merges_replies);
    json.member("has_quarters", kind.has_quarters).member("needs_publicity", kind.needs_publicity);
    json.member("needs_report_up", kind.needs_report_up).member("needs_call_back", kind.needs_call_back);
    json.member("is_listed", kind.is_listed);
    member(json, "levels", kind.levels);
    json.member("ask_ahead_workdays", kind.extension.ask_ahead_workdays);
    json.member("extensions_most", kind.extension.times);
  });
  json.end_object();
}

}  // namespace guatu::matter
