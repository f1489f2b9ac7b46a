# find_package(cimwire): the targets cimwire::cimwire (shared) and cimwire::static.
get_filename_component(_cimwire_prefix "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)

if(NOT TARGET cimwire::cimwire)
  add_library(cimwire::cimwire SHARED IMPORTED)
  set_target_properties(cimwire::cimwire PROPERTIES
    IMPORTED_LOCATION "${_cimwire_prefix}/lib/libcimwire.so.@version@"
    IMPORTED_SONAME "libcimwire.so.@abi@"
    INTERFACE_INCLUDE_DIRECTORIES "${_cimwire_prefix}/include")
endif()

if(NOT TARGET cimwire::static)
  add_library(cimwire::static STATIC IMPORTED)
  set_target_properties(cimwire::static PROPERTIES
    IMPORTED_LOCATION "${_cimwire_prefix}/lib/libcimwire.a"
    IMPORTED_LINK_INTERFACE_LANGUAGES "C"
    INTERFACE_LINK_LIBRARIES "util;rt;pthread;m;dl"
    INTERFACE_INCLUDE_DIRECTORIES "${_cimwire_prefix}/include")
endif()

unset(_cimwire_prefix)
