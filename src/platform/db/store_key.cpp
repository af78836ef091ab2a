// SPDX-License-Identifier: Apache-2.0
#include "platform/db/store_key.hpp"

#include <fstream>
#include <iterator>
#include <string>

#include "platform/blob/durable_file.hpp"

namespace guatu::db {

Result<journal::Signer> load_or_make_signer(const std::filesystem::path& directory) {
  const auto file = directory / kKeyFile;
  std::error_code error;
  if (std::filesystem::exists(file, error)) {
    std::ifstream stream(file, std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(stream), {});
    auto signer = journal::Signer::parse(text);
    if (!signer) signer.error().problems.front().place = file.string();
    return signer;
  }
  auto signer = journal::Signer::generate();
  GUATU_CHECK(blob::write_durably(directory / kVerifierFile, signer.verifier().text() + "\n"));
  GUATU_CHECK(blob::write_durably(file, signer.text() + "\n"));
  return signer;
}

}  // namespace guatu::db
