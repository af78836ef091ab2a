// SPDX-License-Identifier: Apache-2.0
#include "format/spreadsheet/spreadsheet.hpp"

#include <algorithm>
#include <string>

#include "format/csv/csv.hpp"
#include "format/package/compound.hpp"
#include "format/package/file_kind.hpp"
#include "format/package/package.hpp"
#include "format/xls/xls_reader.hpp"
#include "format/xlsx/xlsx_reader.hpp"

namespace guatu::spreadsheet {
namespace {

using package::CompoundFile;
using package::FileKind;
using package::Package;

std::string extension_of(std::string_view file_name) {
  const auto dot = file_name.rfind('.');
  std::string extension(dot == std::string_view::npos ? std::string_view() : file_name.substr(dot + 1));
  for (char& c : extension)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return extension;
}

std::unexpected<Error> refuse_file(std::string_view file_name, std::string code) {
  return refuse(ErrorKind::invalid, std::string(file_name), std::move(code));
}

// Every kind that is no table has a sentence of its own, because the advice differs.
std::string code_of(FileKind kind) {
  switch (kind) {
    case FileKind::empty:
      return "spreadsheet.empty";
    case FileKind::biff:
      return "xls.old_version";
    case FileKind::html:
      return "spreadsheet.is_html";
    case FileKind::xml:
      return "spreadsheet.is_xml";
    case FileKind::mht:
      return "spreadsheet.is_mht";
    case FileKind::pdf:
      return "spreadsheet.is_pdf";
    case FileKind::rtf:
      return "spreadsheet.is_text_document";
    case FileKind::picture:
      return "spreadsheet.is_picture";
    case FileKind::archive:
      return "spreadsheet.is_archive";
    default:
      return "spreadsheet.is_unknown";
  }
}

constexpr std::string_view kOpenSpreadsheet = "opendocument.spreadsheet";  // in the mimetype of an .ods

Result<sheet::Workbook> read_zip(std::string_view bytes, std::string_view file_name) {
  GUATU_TRY(auto package, Package::open(bytes, std::string(file_name)));
  if (package.has("mimetype")) {
    const auto type = package.read("mimetype", 256);
    if (type && type->find(kOpenSpreadsheet) != std::string::npos) return refuse_file(file_name, "spreadsheet.is_ods");
    if (type && type->find("opendocument") != std::string::npos)
      return refuse_file(file_name, "spreadsheet.is_text_document");
  }
  if (package.has("xl/workbook.bin")) return refuse_file(file_name, "spreadsheet.is_xlsb");
  if (package.has("word/document.xml") || package.has("ppt/presentation.xml"))
    return refuse_file(file_name, "spreadsheet.is_text_document");
  if (!package.has("xl/workbook.xml") && !package.has("_rels/.rels"))
    return refuse_file(file_name, "spreadsheet.is_archive");
  return xlsx::read_xlsx(std::move(package), file_name);
}

Result<sheet::Workbook> read_compound(std::string_view bytes, std::string_view file_name) {
  GUATU_TRY(const auto file, CompoundFile::open(bytes, std::string(file_name)));
  const std::string extension = extension_of(file_name);
  if (file.has("EncryptedPackage")) return refuse_file(file_name, "spreadsheet.has_password");
  if (file.has("ETExtData") || extension == "et") return refuse_file(file_name, "spreadsheet.is_et");
  if (file.has("Workbook") || file.has("Book")) return xls::read_xls(file, file_name);
  if (extension == "wps") return refuse_file(file_name, "spreadsheet.is_wps");
  if (file.has("WordDocument") || file.has("PowerPoint Document"))
    return refuse_file(file_name, "spreadsheet.is_text_document");
  return refuse_file(file_name, "spreadsheet.is_unknown");
}

Result<sheet::Workbook> read_by_kind(std::string_view bytes, std::string_view file_name) {
  const FileKind kind = package::kind_of(bytes);
  if (kind == FileKind::zip) return read_zip(bytes, file_name);
  if (kind == FileKind::compound) return read_compound(bytes, file_name);
  if (kind == FileKind::text) return csv::read_csv(bytes, file_name);
  return refuse_file(file_name, code_of(kind));
}

bool is_named_so(const sheet::Workbook& book, std::string_view extension) {
  switch (book.format) {
    case sheet::SourceFormat::xlsx:
      return extension == "xlsx" || extension == "xlsm" || extension == "xltx" || extension == "xltm";
    case sheet::SourceFormat::xls:
      return extension == "xls" || extension == "xlt";
    case sheet::SourceFormat::csv:
      return extension == "csv" || extension == "txt" || extension == "tsv";
  }
  return false;
}

std::string name_of(sheet::SourceFormat format) {
  return format == sheet::SourceFormat::xlsx ? "xlsx" : format == sheet::SourceFormat::xls ? "xls" : "csv";
}

}  // namespace

Result<sheet::Workbook> read_spreadsheet(std::string_view bytes, std::string_view file_name) {
  if (bytes.size() > kFileBytesMax)
    return refuse(ErrorKind::too_large, std::string(file_name), "spreadsheet.too_large",
                  {{"megabytes_max", std::to_string(kFileBytesMax >> 20)}});
  GUATU_TRY(auto book, read_by_kind(bytes, file_name));
  const std::string extension = extension_of(file_name);
  if (!is_named_so(book, extension))
    book.findings.push_back(
        {std::string(file_name), "spreadsheet.named_otherwise", {{"named", extension}, {"is", name_of(book.format)}}});
  return book;
}

}  // namespace guatu::spreadsheet
