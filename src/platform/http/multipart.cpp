// SPDX-License-Identifier: Apache-2.0
#include "platform/http/multipart.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "platform/http/field.hpp"
#include "platform/http/percent.hpp"

namespace guatu::http {
namespace {

constexpr std::size_t kPartsMax = 100;
constexpr std::size_t kPartHeadMax = 4 * 1024;
constexpr std::size_t kBoundaryMax = 70;  // RFC 2046 5.1.1
constexpr std::size_t kNameMax = 255;

std::unexpected<Error> malformed(std::string place = "") {
  return refuse(ErrorKind::invalid, std::move(place), "http.multipart_malformed");
}

struct Parameter {
  std::string_view name;
  std::string value;
};

// A quoted value up to its closing quote. Programs write a quote inside as \" or %22, and older ones a bare backslash.
std::optional<std::string> take_quoted(std::string_view& rest) {
  std::string value;
  for (std::size_t at = 1; at < rest.size(); ++at) {
    if (rest[at] == '"') {
      rest.remove_prefix(at + 1);
      return replace_all(std::move(value), "%22", "\"");
    }
    if (rest[at] == '\\' && at + 1 < rest.size() && (rest[at + 1] == '"' || rest[at + 1] == '\\')) ++at;
    value += rest[at];
  }
  return std::nullopt;
}

// "; name=value; name="value"" behind the first item of a field.
std::optional<std::vector<Parameter>> parse_parameters(std::string_view rest) {
  std::vector<Parameter> parameters;
  while (!(rest = trim_field(rest)).empty()) {
    if (rest.front() != ';') return std::nullopt;
    rest = trim_field(rest.substr(1));
    if (rest.empty()) break;
    const auto equals = rest.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    Parameter parameter{trim_field(rest.substr(0, equals)), {}};
    rest = trim_field(rest.substr(equals + 1));
    if (!is_token(parameter.name)) return std::nullopt;
    if (rest.starts_with('"')) {
      auto value = take_quoted(rest);
      if (!value) return std::nullopt;
      parameter.value = *std::move(value);
    } else {
      const auto end = std::min(rest.find(';'), rest.size());
      parameter.value = trim_field(rest.substr(0, end));
      rest.remove_prefix(end);
    }
    parameters.push_back(std::move(parameter));
  }
  return parameters;
}

const std::string* find_parameter(const std::vector<Parameter>& parameters, std::string_view name) {
  const auto found = std::ranges::find_if(parameters, [&](const auto& one) { return same_name(one.name, name); });
  return found == parameters.end() ? nullptr : &found->value;
}

bool is_name(std::string_view text) {
  const auto is_control = [](char letter) { return static_cast<unsigned char>(letter) < ' ' || letter == '\x7F'; };
  return text.size() <= kNameMax && is_valid_utf8(text) && std::ranges::none_of(text, is_control);
}

// "UTF-8''%E6%8C%82.xlsx" (RFC 8187); other character sets are not read.
std::optional<std::string> decode_extended(std::string_view value) {
  const std::string_view charset = next_item(value, '\'');
  next_item(value, '\'');  // the language
  return same_name(charset, "utf-8") ? decode_percent(value, Plus::is_plus) : std::nullopt;
}

Result<void> take_file_name(const std::vector<Parameter>& parameters, Part& part) {
  const auto* plain = find_parameter(parameters, "filename");
  const auto* extended = find_parameter(parameters, "filename*");
  if (plain == nullptr && extended == nullptr) return {};
  const auto name = extended != nullptr ? decode_extended(*extended) : std::optional(*plain);
  if (!name || !is_name(*name)) return refuse(ErrorKind::invalid, part.name, "http.file_name_malformed");
  std::string without_folders = name->substr(name->find_last_of("/\\") + 1);  // npos + 1 is 0
  if (without_folders == "." || without_folders == "..")
    return refuse(ErrorKind::invalid, part.name, "http.file_name_malformed");
  part.file_name.emplace(std::move(without_folders));
  return {};
}

Result<void> take_disposition(std::string_view value, Part& part) {
  const auto end = std::min(value.find(';'), value.size());
  const auto parameters = parse_parameters(value.substr(end));
  const auto* name = parameters ? find_parameter(*parameters, "name") : nullptr;
  if (!same_name(trim_field(value.substr(0, end)), "form-data") || name == nullptr || name->empty() ||
      !is_name(*name) || !part.name.empty())
    return malformed();
  part.name = *name;
  return take_file_name(*parameters, part);
}

Result<Part> parse_head(std::string_view head) {
  Part part;
  while (!head.empty()) {
    const auto end = std::min(head.find("\r\n"), head.size());
    const std::string_view line = head.substr(0, end);
    head.remove_prefix(std::min(end + 2, head.size()));
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) return malformed();
    const std::string_view value = trim_field(line.substr(colon + 1));
    if (same_name(line.substr(0, colon), "content-disposition")) GUATU_CHECK(take_disposition(value, part));
    if (same_name(line.substr(0, colon), "content-type")) part.content_type = value;
  }
  if (part.name.empty()) return malformed();
  return part;
}

Result<std::string> boundary_of(std::string_view content_type) {
  const auto end = std::min(content_type.find(';'), content_type.size());
  const auto parameters = parse_parameters(content_type.substr(end));
  const auto* boundary = parameters ? find_parameter(*parameters, "boundary") : nullptr;
  if (!same_name(trim_field(content_type.substr(0, end)), "multipart/form-data") || boundary == nullptr ||
      boundary->empty() || boundary->size() > kBoundaryMax)
    return refuse(ErrorKind::invalid, "", "http.not_multipart");
  return *boundary;
}

}  // namespace

Result<std::vector<Part>> parse_multipart(std::string_view content_type, std::string_view body) {
  GUATU_TRY(const std::string boundary, boundary_of(content_type));
  const std::string delimiter = "\r\n--" + boundary;
  if (!body.starts_with(std::string_view(delimiter).substr(2))) return malformed();
  body.remove_prefix(delimiter.size() - 2);
  std::vector<Part> parts;
  while (!body.starts_with("--")) {
    if (parts.size() == kPartsMax)
      return refuse(ErrorKind::too_large, "", "http.multipart_too_many_parts",
                    {{"parts_max", std::to_string(kPartsMax)}});
    if (!body.starts_with("\r\n")) return malformed();
    const auto head = body.substr(0, kPartHeadMax).find("\r\n\r\n");
    if (head == std::string_view::npos) return malformed();
    GUATU_TRY(Part part, parse_head(body.substr(2, std::max<std::size_t>(head, 2) - 2)));
    body.remove_prefix(head + 4);
    const auto end = body.find(delimiter);
    if (end == std::string_view::npos) return malformed(part.name);
    part.content = body.substr(0, end);
    body.remove_prefix(end + delimiter.size());
    parts.push_back(std::move(part));
  }
  return parts;
}

}  // namespace guatu::http
