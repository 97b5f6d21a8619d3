# zstd as the target zstd::zstd. Its CMake package is not there everywhere, and names its targets
# differently from version to version.
find_path(ZSTD_INCLUDE_DIR zstd.h)
find_library(ZSTD_LIBRARY zstd)
mark_as_advanced(ZSTD_INCLUDE_DIR ZSTD_LIBRARY)

set(zstd_FOUND FALSE)
if(ZSTD_INCLUDE_DIR AND ZSTD_LIBRARY)
  set(zstd_FOUND TRUE)
  if(NOT TARGET zstd::zstd)
    add_library(zstd::zstd UNKNOWN IMPORTED)
    set_target_properties(zstd::zstd PROPERTIES
      IMPORTED_LOCATION ${ZSTD_LIBRARY}
      INTERFACE_INCLUDE_DIRECTORIES ${ZSTD_INCLUDE_DIR})
  endif()
endif()
