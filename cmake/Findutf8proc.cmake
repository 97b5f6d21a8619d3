# utf8proc as the target utf8proc::utf8proc. Upstream and vcpkg ship a CMake package, Debian does not.
find_package(utf8proc QUIET CONFIG)

if(TARGET utf8proc AND NOT TARGET utf8proc::utf8proc)
  add_library(utf8proc::utf8proc ALIAS utf8proc)
endif()

if(NOT TARGET utf8proc::utf8proc)
  find_path(UTF8PROC_INCLUDE_DIR utf8proc.h)
  find_library(UTF8PROC_LIBRARY utf8proc)
  mark_as_advanced(UTF8PROC_INCLUDE_DIR UTF8PROC_LIBRARY)
  if(UTF8PROC_INCLUDE_DIR AND UTF8PROC_LIBRARY)
    add_library(utf8proc::utf8proc UNKNOWN IMPORTED)
    set_target_properties(utf8proc::utf8proc PROPERTIES
      IMPORTED_LOCATION ${UTF8PROC_LIBRARY}
      INTERFACE_INCLUDE_DIRECTORIES ${UTF8PROC_INCLUDE_DIR})
  endif()
endif()

set(utf8proc_FOUND FALSE)
if(TARGET utf8proc::utf8proc)
  set(utf8proc_FOUND TRUE)
endif()
