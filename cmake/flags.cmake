# SPDX-License-Identifier: Apache-2.0
add_library(guatu_flags INTERFACE)
target_include_directories(guatu_flags INTERFACE ${CMAKE_SOURCE_DIR}/src)
target_compile_options(guatu_flags INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Werror
  -fstack-protector-strong -fPIE>)
# At -O2 g++ 12 warns of overlapping copies inside std::string (GCC bug 105651); there are none.
target_compile_options(guatu_flags INTERFACE $<$<CONFIG:Release>:-Wno-restrict>)
target_link_options(guatu_flags INTERFACE -pie -Wl,-z,relro,-z,now)
if(NOT GUATU_SANITIZE)
  target_compile_definitions(guatu_flags INTERFACE $<$<NOT:$<CONFIG:Debug>>:_FORTIFY_SOURCE=2>)
else()
  target_compile_options(guatu_flags INTERFACE -fsanitize=${GUATU_SANITIZE} -fno-omit-frame-pointer -Wno-tsan)
  target_link_options(guatu_flags INTERFACE -fsanitize=${GUATU_SANITIZE})
endif()

find_program(GUATU_MOLD mold)
if(GUATU_MOLD)
  target_link_options(guatu_flags INTERFACE -fuse-ld=mold)
endif()
find_program(GUATU_CCACHE ccache)
if(GUATU_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${GUATU_CCACHE})
endif()
