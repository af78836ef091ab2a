// SPDX-License-Identifier: Apache-2.0
// A driver without libFuzzer: makes a small corpus of its own, changes it at random and calls the target.
// Usage: x_mutate seconds [seed]. The input at work is written to fuzz_input.bin when the target ends the process.
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "tests/support/image_maker.hpp"
#include "tests/support/xls_maker.hpp"
#include "tests/support/xlsx_parts.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* start, std::size_t size);

namespace {

std::string current;

void save_current(int) {
  if (std::FILE* file = std::fopen("fuzz_input.bin", "wb")) {
    std::fwrite(current.data(), 1, current.size(), file);
    std::fclose(file);
  }
  std::_Exit(1);
}

std::vector<std::string> corpus() {
  using namespace guatu::testing;
  const std::string sheet = worksheet(
      "<cols><col min=\"2\" max=\"3\" hidden=\"1\"/></cols><sheetData><row r=\"1\" hidden=\"1\"><c r=\"A1\" "
      "t=\"s\"><v>0</v></c>"
      "<c r=\"B1\" s=\"1\"><v>46286.5</v></c><c t=\"inlineStr\"><is><r><t>挂&amp;图</t></r><rPh><t>x</t></rPh></is></c>"
      "<c r=\"E1\" t=\"e\"><f>A1</f><v>#REF!</v></c><c t=\"b\"><v>1</v></c><c "
      "t=\"d\"><v>2026-09-21T08:30:00</v></c></row></sheetData>"
      "<mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>");
  auto parts = xlsx_parts(sheet);
  parts["xl/styles.xml"] = styles_part(
      "<numFmts><numFmt numFmtId=\"176\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;;@\"/></numFmts><cellXfs><xf "
      "numFmtId=\"0\"/><xf numFmtId=\"176\"/></cellXfs>");
  parts["xl/sharedStrings.xml"] = shared_part("<si><r><t>项目_x000D_</t></r></si><si><t/></si>");
  XlsBook book;
  book.texts = {"项目", "一号"};
  book.sheets = {{"台账",
                  xls_shared(0, 0, 1) + xls_number(1, 1, 3, 46286) +
                      xls_formula(2, 0, std::string("\0\0\0\0\0\0\xFF\xFF", 8)) + record(0x0207, xls_text("甲")) +
                      record(0x00BD, le16(2) + le16(1) + le16(0) + le32(30) + le16(1) + le32(31) + le16(2)) +
                      record(0x00E5, le16(1) + le16(0) + le16(1) + le16(0) + le16(2)),
                  0}};
  std::vector<std::string> all = {pack(parts),
                                  xls_file(book),
                                  xls_stream(book),
                                  "项目,投资\r\n\"一\"\"号\",3.2\r\n",
                                  "\xCF\xEE\xC4\xBF;\xCD\xB6\xD7\xCA\n1;\"a\nb\"\n",
                                  std::string("\xFF\xFE\x79\x98\x2C\x00\x31\x00\x0A\x00", 10),
                                  "POST /p?a=%E6%8C%82 HTTP/1.1\r\nHost: [::1]:80\r\nTransfer-Encoding: chunked\r\n\r\n"
                                  "3;x\r\nabc\r\n0\r\nT: x\r\n\r\n",
                                  "--XX\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.xlsx\"; "
                                  "filename*=UTF-8''%E6%8C%82.xlsx\r\nContent-Type: text/csv\r\n\r\n1\r\n--XX--\r\n",
                                  "a=1&b=%41+c; x=y, gzip;q=0.5, bytes=2-4",
                                  jpeg_with_position(),
                                  png_with_position()};
  for (const auto& [path, bytes] : parts) all.push_back(bytes);
  return all;
}

std::string mutated(std::string bytes, const std::vector<std::string>& others, std::mt19937& random) {
  for (auto changes = 1 + random() % 8; changes > 0 && !bytes.empty(); --changes) {
    const std::size_t at = random() % bytes.size();
    const std::size_t length = 1 + random() % 16;
    switch (random() % 8) {
      case 0:
        bytes[at] = static_cast<char>(random());
        break;
      case 1:
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << (random() % 8)));
        break;
      case 2:
        bytes[at] = random() % 2 == 0 ? '\xFF' : '\0';
        break;
      case 3:
        bytes.erase(at, length);
        break;
      case 4:
        bytes.insert(at, bytes.substr(random() % bytes.size(), length));
        break;
      case 5:
        bytes.resize(at);
        break;
      case 6: {
        const std::string& other = others[random() % others.size()];
        bytes.insert(at, other.substr(random() % other.size(), length * 4));
        break;
      }
      default:
        bytes.replace(at, length, std::string(length, "<>&\"',;\n\r\t/="[random() % 12]));
        break;
    }
  }
  return bytes;
}

}  // namespace

int main(int count, char** arguments) {
  const int seconds = count > 1 ? std::atoi(arguments[1]) : 5;
  std::mt19937 random(count > 2 ? static_cast<unsigned>(std::atoi(arguments[2])) : 1U);
  std::signal(SIGABRT, save_current);
  std::signal(SIGSEGV, save_current);
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
  const std::vector<std::string> seeds = corpus();
  std::size_t rounds = 0;
  double slowest = 0;
  for (; std::chrono::steady_clock::now() < end; ++rounds) {
    current = rounds < seeds.size() ? seeds[rounds] : mutated(seeds[random() % seeds.size()], seeds, random);
    const auto started = std::chrono::steady_clock::now();
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(current.data()), current.size());
    slowest = std::max(slowest, std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count());
  }
  std::printf("%zu inputs, slowest %.3f s\n", rounds, slowest);
  return 0;
}
