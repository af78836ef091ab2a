// SPDX-License-Identifier: Apache-2.0
#include "feature/light/rule_replay_routes.hpp"

#include "base/json_writer.hpp"
#include "feature/light/project_light_actions.hpp"
#include "feature/light/rule_replay_actions.hpp"
#include "feature/light/style_json.hpp"
#include "platform/api/call.hpp"
#include "platform/api/fields.hpp"
#include "platform/api/relation.hpp"

namespace guatu::lights {
namespace {

using api::Call;
using http::Reply;

constexpr std::size_t kTextMax = 256 * 1024;
constexpr std::uint64_t kBodyMax = 1024 * 1024;
constexpr std::size_t kProjectsTold = 500;

// {"id","name","version","title"} and the lights, of a rule set that may not be adopted yet.
void write_side(JsonWriter& json, std::string_view name, const light::RuleSet& rules) {
  json.key(name).begin_object().key("rule").begin_object().member("id", rules.name + "@" + rules.version);
  json.member("name", rules.name).member("version", rules.version).member("title", rules.title).end_object();
  json.key("styles");
  write_styles(json, rules);
  json.end_object();
}

class Writer {
 public:
  explicit Writer(const LoadedReplay& loaded) : loaded_(loaded) {}

  std::string write() {
    const Board& board = *loaded_.board;
    json_.begin_object().member("day", format_date(board.day())).member("month", format_month(board.month()));
    write_side(json_, "before", loaded_.in_force.rules);
    write_side(json_, "after", loaded_.other);
    json_.member("total", static_cast<std::int64_t>(board.rows().size()));
    json_.member("changed", static_cast<std::int64_t>(loaded_.replay.changed.size())).key("moves").begin_array();
    for (const LightMove& move : loaded_.replay.moves) {
      json_.begin_object();
      write_lights(move.lights);
      json_.member("count", move.count).end_object();
    }
    json_.end_array().key("projects").begin_array();
    for (std::size_t i = 0; i < std::min(kProjectsTold, loaded_.replay.changed.size()); ++i)
      write_project(loaded_.replay.changed[i]);
    return json_.end_array().end_object().take();
  }

 private:
  void write_lights(const LightPair& lights) {
    json_.member("before", loaded_.in_force.rules.lights[lights.before].code);
    json_.member("after", loaded_.other.lights[lights.after].code);
  }

  void write_project(const ReplayedProject& one) {
    json_.begin_object().member("id", one.project->id.value).member("name", one.project->name);
    json_.member("unit", one.project->responsible ? std::optional(one.project->responsible->value) : std::nullopt);
    write_lights(one.lights);
    json_.end_object();
  }

  const LoadedReplay& loaded_;
  JsonWriter json_;
};

Result<Reply> replay(Call& call) {
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  std::string text;
  std::optional<Date> day;
  fields.required_text("text", text, kTextMax);
  fields.optional("day", day);
  GUATU_CHECK(fields.finish());
  const auto audience = api::may(call.caller(), "trial.see") ? trial::Audience::office : trial::Audience::everybody;
  GUATU_CHECK(check_visible(call.reader(), audience));
  const bool sees_all = api::may(call.caller(), call.route().right);
  GUATU_TRY(const auto loaded,
            load_replay(call.reader(), text, day.value_or(call.today()), [&](const project::Project& project) {
              return sees_all ||
                     api::may(call.caller(), call.route().right, api::relations_from(project::ties_of(project)));
            }));
  return http::json_reply(200, Writer(*loaded).write());
}

}  // namespace

std::vector<api::Route> rule_replay_routes() {
  return {{.method = http::Method::post,
           .pattern = "/api/v1/rule-sets/replay",
           .right = "register.read",
           .summary = "What a rule set would change, before it is put in force",
           .handle = replay,
           .reach = api::Reach::part,
           .body_bytes = kBodyMax}};
}

}  // namespace guatu::lights
