// SPDX-License-Identifier: Apache-2.0
// Setting (设置项): one row of the table of everything that can be configured. The same key stands in the file
// (tls_cert), in the environment (GUATU_TLS_CERT) and on the command line (--tls-cert); the guide lists this table.
// A setting that nobody needs is not added: each one is a way to be wrong.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace guatu::config {

enum class Kind : std::uint8_t {
  text,
  path,       // relative to the file it stands in, else to where the program was started
  listen,     // ADDRESS:PORT
  whole,      // a number from least to most
  yes_no,     // true | false
  words,      // a list; in the environment separated by commas
  addresses,  // a list of IP addresses
  level,      // debug | info | warning | error
};

enum class Secrecy : std::uint8_t { open, secret };  // secret: never shown, not even by --print-config

struct Setting {
  std::string_view key;
  Kind kind;
  std::string_view fallback;  // as in the environment
  std::string_view chinese;
  std::string_view english;
  std::int64_t least = 0;
  std::int64_t most = 0;
  Secrecy secrecy = Secrecy::open;
};

std::span<const Setting> all_settings();
const Setting* find_setting(std::string_view key);
std::string_view nearest_key(std::string_view key);  // the known key it was probably meant to be

std::string variable_of(const Setting& setting);  // GUATU_TLS_CERT
std::string flag_of(const Setting& setting);      // --tls-cert

// How many letters must be put in, taken out or exchanged to make one of the other.
std::size_t letters_apart(std::string_view a, std::string_view b);

}  // namespace guatu::config
