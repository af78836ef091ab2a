// SPDX-License-Identifier: Apache-2.0
#include "feature/exchange/upload_routes.hpp"

#include "base/text.hpp"
#include "platform/api/fields.hpp"
#include "platform/http/field.hpp"
#include "platform/http/multipart.hpp"

namespace guatu::api {

// A whole file: what it is marked with is told cell by cell, and may be taken with a reason.
struct FileText {
  static constexpr std::size_t characters_max = 28'000'000;  // files of 20 MB as base64
  std::string text;
};
template <>
struct Reading<FileText> {
  static Result<FileText> from_json(const json::Value& value) {
    const auto text = value.as_text();
    if (!text) return wrong_type("text");
    GUATU_CHECK(check_text(*text, FileText::characters_max));
    return FileText{std::string(trim(*text))};
  }
};

}  // namespace guatu::api

namespace guatu::exchange {
namespace {

constexpr std::size_t kNameMax = 200;

Result<Uploads> read_form(const http::Request& request) {
  GUATU_TRY(const auto parts, http::parse_multipart(request.header("Content-Type"), request.body));
  Uploads uploads;
  for (const http::Part& part : parts)
    if (part.file_name && !part.file_name->empty()) uploads.files.push_back({*part.file_name, part.content});
  return uploads;
}

Result<void> read_file(const json::Value& value, std::size_t number, Uploads& uploads) {
  api::Fields fields(value, "files[" + std::to_string(number) + "]");
  std::string name;
  fields.required_text("name", name, kNameMax);
  api::FileText content;
  api::FileText encoded;
  fields.optional("text", content);
  fields.optional("base64", encoded);
  std::string& text = content.text;
  const std::string& base64 = encoded.text;
  if (!base64.empty()) {
    auto bytes = bytes_of_base64(base64);
    if (bytes)
      text = std::move(*bytes);
    else
      fields.refuse("base64", "exchange.bad_base64");
  }
  uploads.decoded.push_back(std::move(text));
  uploads.files.push_back({name, uploads.decoded.back()});
  return fields.finish();
}

Result<Uploads> read_body(api::Call& call) {
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  Uploads uploads;
  const auto files = fields.objects("files");
  for (std::size_t i = 0; i < files.size(); ++i) fields.add(read_file(files[i], i, uploads));
  GUATU_CHECK(fields.finish());
  return uploads;
}

}  // namespace

Result<Uploads> read_uploads(api::Call& call) {
  const bool is_form = http::lower_case(call.request().header("Content-Type")).starts_with("multipart/form-data");
  GUATU_TRY(Uploads uploads, is_form ? read_form(call.request()) : read_body(call));
  if (uploads.files.empty()) return refuse(ErrorKind::invalid, "files", "exchange.no_files");
  if (uploads.files.size() > kFilesMax)
    return refuse(ErrorKind::too_large, "files", "exchange.too_many_files", {{"max", std::to_string(kFilesMax)}});
  return uploads;
}

}  // namespace guatu::exchange
