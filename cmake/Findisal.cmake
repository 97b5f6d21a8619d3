# ISA-L as the target isal::isal. It ships no CMake package.
find_path(ISAL_INCLUDE_DIR isa-l/igzip_lib.h)
find_library(ISAL_LIBRARY isal)
mark_as_advanced(ISAL_INCLUDE_DIR ISAL_LIBRARY)

set(isal_FOUND FALSE)
if(ISAL_INCLUDE_DIR AND ISAL_LIBRARY)
  set(isal_FOUND TRUE)
  if(NOT TARGET isal::isal)
    add_library(isal::isal UNKNOWN IMPORTED)
    set_target_properties(isal::isal PROPERTIES
      IMPORTED_LOCATION ${ISAL_LIBRARY}
      INTERFACE_INCLUDE_DIRECTORIES ${ISAL_INCLUDE_DIR})
  endif()
endif()
