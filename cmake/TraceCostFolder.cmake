# One folder of src/ = one static library trace_cost_<folder>.
#
#   trace_cost_folder(report
#     DEPENDS model cost           # the folders it may include
#     LIBRARIES fmt::fmt           # libraries from outside, seen by this folder's .cpp files only
#     SOURCES document.cpp ...)    # every .cpp, in order of the alphabet
#
# A folder can only depend on folders that src/CMakeLists.txt names before it.
function(trace_cost_folder folder)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "DEPENDS;LIBRARIES;SOURCES")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "trace_cost_folder(${folder}): what is ${arg_UNPARSED_ARGUMENTS}?")
  endif()

  set(library trace_cost_${folder})
  add_library(${library} STATIC ${arg_SOURCES})
  target_link_libraries(${library} PUBLIC trace_cost_build PRIVATE ${arg_LIBRARIES})
  foreach(dependency IN LISTS arg_DEPENDS)
    if(NOT TARGET trace_cost_${dependency})
      message(FATAL_ERROR "${folder} may not depend on ${dependency}: it does not come before it")
    endif()
    target_link_libraries(${library} PUBLIC trace_cost_${dependency})
  endforeach()
endfunction()
