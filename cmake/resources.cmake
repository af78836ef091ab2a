# SPDX-License-Identifier: Apache-2.0
# Puts every file under a folder into the program: guatu is one file to copy.
# Debian's Python, because tests use modules that Debian packages; a Python of the user's own may stand first in PATH.
set(Python3_ROOT_DIR /usr)
find_package(Python3 REQUIRED COMPONENTS Interpreter)

function(guatu_embed library folder)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/${folder}/*)
  list(TRANSFORM files PREPEND ${CMAKE_SOURCE_DIR}/ OUTPUT_VARIABLE paths)
  set(table ${CMAKE_BINARY_DIR}/resource_table.cpp)
  set(bytes ${CMAKE_BINARY_DIR}/resource_bytes.S)
  add_custom_command(OUTPUT ${table} ${bytes}
    COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/embed.py ${CMAKE_SOURCE_DIR} ${table} ${bytes} ${files}
    DEPENDS ${paths} ${CMAKE_SOURCE_DIR}/tools/embed.py VERBATIM)
  # The assembler reads the files by .incbin, which the build cannot see by itself.
  set_source_files_properties(${bytes} PROPERTIES OBJECT_DEPENDS "${paths}")
  target_sources(${library} PRIVATE ${table} ${bytes})
endfunction()

# The pages of the web application, as its own build left them; without them the server says so on one small page.
function(guatu_embed_pages library folder)
  file(GLOB_RECURSE paths CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*)
  set(made ${CMAKE_BINARY_DIR}/pages)
  set(table ${made}/page_table.cpp)
  set(bytes ${made}/page_bytes.S)
  file(MAKE_DIRECTORY ${made})
  add_custom_command(OUTPUT ${table} ${bytes}
    COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/embed_pages.py ${CMAKE_SOURCE_DIR}/${folder} ${table} ${bytes}
    DEPENDS ${paths} ${CMAKE_SOURCE_DIR}/tools/embed_pages.py ${CMAKE_SOURCE_DIR}/tools/embed.py VERBATIM)
  set_source_files_properties(${bytes} PROPERTIES OBJECT_DEPENDS "${paths}")
  target_sources(${library} PRIVATE ${table} ${bytes})
endfunction()
