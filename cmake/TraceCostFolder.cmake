# One folder of src/ = one static library trace_cost_<folder>.
#
#   trace_cost_folder(report
#     DEPENDS model cost                   # the folders it may include
#     LIBRARIES nlohmann_json::nlohmann_json   # from outside, for this folder's .cpp files only
#     SOURCES document.cpp ...)            # every .cpp, in order of the alphabet
#
# fmt is there for all. A folder can only depend on folders that src/CMakeLists.txt names before it.
# TRACE_COST_UNITY compiles the files of a folder in one go, which halves the time.
function(trace_cost_folder folder)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "DEPENDS;LIBRARIES;SOURCES")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "trace_cost_folder(${folder}): what is ${arg_UNPARSED_ARGUMENTS}?")
  endif()

  set(library trace_cost_${folder})
  add_library(${library} STATIC ${arg_SOURCES})
  target_link_libraries(${library} PUBLIC trace_cost_build PRIVATE fmt::fmt ${arg_LIBRARIES})
  trace_cost_precompile(${library})
  if(TRACE_COST_UNITY)
    set_target_properties(${library} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 16)
  endif()
  foreach(dependency IN LISTS arg_DEPENDS)
    if(NOT TARGET trace_cost_${dependency})
      message(FATAL_ERROR "${folder} may not depend on ${dependency}: it does not come before it")
    endif()
    target_link_libraries(${library} PUBLIC trace_cost_${dependency})
  endforeach()
endfunction()

# One precompiled header for all targets, so they must agree in their flags: that is why each links
# fmt. Presets that check the code leave it off, since it hides a missing #include.
if(TRACE_COST_PCH)
  file(TOUCH ${PROJECT_BINARY_DIR}/precompiled.cpp)
  add_library(trace_cost_precompiled OBJECT ${PROJECT_BINARY_DIR}/precompiled.cpp)
  target_link_libraries(trace_cost_precompiled PRIVATE trace_cost_build fmt::fmt)
  target_precompile_headers(trace_cost_precompiled PRIVATE
    <algorithm> <functional> <map> <optional> <span> <string> <variant> <vector> <fmt/format.h>)
endif()

function(trace_cost_precompile target)
  if(TRACE_COST_PCH)
    target_precompile_headers(${target} REUSE_FROM trace_cost_precompiled)
  endif()
endfunction()
