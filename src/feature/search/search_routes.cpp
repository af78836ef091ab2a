// SPDX-License-Identifier: Apache-2.0
#include "feature/search/search_routes.hpp"

#include <algorithm>
#include <set>

#include "base/json_writer.hpp"
#include "platform/api/call.hpp"
#include "platform/api/list_query.hpp"
#include "platform/api/reply.hpp"

namespace guatu::search {
namespace {

using api::Call;
using http::Method;
using http::Reply;

constexpr std::size_t kTitleMax = 200;
constexpr std::size_t kExcerptMax = 80;

// What the caller holds, right by right.
std::vector<Access> access_of(const api::Caller& caller, const std::vector<Source>& sources) {
  std::set<std::string> rights;
  for (const Source& source : sources) rights.insert(source.right);
  std::vector<Access> all;
  for (const std::string& right : rights) {
    Access access{right, api::may(caller, right), {}};
    std::set<Concern> concerns;
    if (!access.is_whole)
      for (const api::Holding& holding : caller.held())
        if (holding.right == right)
          for (const auto& relation : holding.relations)
            for (const auto& unit : holding.units) concerns.insert({relation, unit});
    access.concerns.assign(concerns.begin(), concerns.end());
    all.push_back(std::move(access));
  }
  return all;
}

void write_pieces(JsonWriter& json, std::string_view name, const std::vector<Piece>& pieces) {
  json.key(name).begin_array();
  for (const Piece& piece : pieces)
    json.begin_object().member("text", piece.text).member("is_hit", piece.is_hit).end_object();
  json.end_array();
}

Result<Reply> find(Index& index, const std::vector<Source>& sources, Call& call) {
  GUATU_TRY(const auto query, api::parse_list_query(call.request(), {.sorts = {"newest"}, .filters = {"kind"}}));
  if (query.q.empty()) return refuse(ErrorKind::invalid, "q", "api.parameter_missing");
  Question question;
  question.words = words_in(query.q);
  question.kinds = query.filter("kind");
  question.access = access_of(call.caller(), sources);
  question.offset = query.offset();
  question.limit = query.page_size;
  const Found found = search(index, call.reader(), question);
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const Hit& hit : found.hits) {
    json.begin_object().member("kind", hit.kind).member("id", hit.id).member("part", hit.part);
    write_pieces(json, "title", pieces_of(hit.title, question.words, kTitleMax));
    json.member("field", hit.field);
    write_pieces(json, "excerpt", pieces_of(hit.text, question.words, kExcerptMax));
    json.end_object();
  }
  json.end_array().member("total", found.total).member("is_total_exact", found.is_total_exact);
  json.member("is_current", found.is_current).member("page", query.page).member("page_size", query.page_size);
  return http::json_reply(200, json.end_object().take());
}

}  // namespace

std::vector<api::Route> search_routes(Index& index, std::vector<Source> sources) {
  return {{.method = Method::get,
           .pattern = "/api/v1/search",
           .right = "unit.read",
           .summary = "Find words in names, texts and feedback",
           .handle = [&index, sources = std::move(sources)](Call& call) { return find(index, sources, call); }}};
}

}  // namespace guatu::search
