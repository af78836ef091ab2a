# SPDX-License-Identifier: Apache-2.0
# What each folder needs from outside, by name. A folder that is not listed needs only the standard library and fmt.
find_package(PkgConfig REQUIRED)
find_package(fmt REQUIRED)
find_package(GTest REQUIRED)
find_package(CLI11 REQUIRED)
find_package(Threads REQUIRED)

set(GUATU_NEEDS_engine_calendar tomlplusplus)
set(GUATU_NEEDS_engine_light tomlplusplus)
set(GUATU_NEEDS_engine_loop tomlplusplus)
set(GUATU_NEEDS_engine_score tomlplusplus eigen3)
set(GUATU_NEEDS_engine_forecast eigen3)
set(GUATU_NEEDS_format_package libzip zlib)
set(GUATU_NEEDS_format_xlsx libzip expat xlsxwriter)
set(GUATU_NEEDS_format_csv icu-uc icu-i18n)
set(GUATU_NEEDS_format_docx libzip pugixml icu-uc)
set(GUATU_NEEDS_format_mspdi expat pugixml)
set(GUATU_NEEDS_format_xer icu-uc)
set(GUATU_NEEDS_platform_crypto openssl libsodium)
set(GUATU_NEEDS_platform_config tomlplusplus)
set(GUATU_NEEDS_platform_http openssl zlib)
set(GUATU_NEEDS_platform_db sqlite3 libpq)
set(GUATU_NEEDS_platform_resource tomlplusplus)
set(GUATU_NEEDS_platform_message tomlplusplus)

# Of these nothing is seen outside of the folder: its headers and flags stay inside.
set(GUATU_HIDES_platform_log spdlog)

# Debian gives some of these no pkg-config file; they are named as plain libraries.
set(GUATU_PLAIN_platform_json boost_json)

# Asio is headers; its bodies are compiled once, in src/platform/http/asio.cpp.
add_library(guatu_asio INTERFACE)
target_compile_definitions(guatu_asio INTERFACE BOOST_ASIO_SEPARATE_COMPILATION BOOST_ASIO_NO_DEPRECATED)
set(GUATU_PLAIN_platform_http guatu_asio)

# Debian's libtomlplusplus.so throws; a wrong file is an expected refusal here, so the headers are compiled without.
add_library(guatu_toml INTERFACE)
target_compile_definitions(guatu_toml INTERFACE TOML_HEADER_ONLY=1 TOML_EXCEPTIONS=0)
set(GUATU_PLAIN_tomlplusplus guatu_toml)

function(guatu_link_package target package reach)
  if(DEFINED GUATU_PLAIN_${package})
    target_link_libraries(${target} ${reach} ${GUATU_PLAIN_${package}})
    return()
  endif()
  if(NOT TARGET PkgConfig::${package})
    pkg_check_modules(${package} REQUIRED IMPORTED_TARGET GLOBAL ${package})
  endif()
  target_link_libraries(${target} ${reach} PkgConfig::${package})
endfunction()
