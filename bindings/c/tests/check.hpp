/* What the programs that test the door for C++ say, with exceptions and without. */
#ifndef CHECK_HPP
#define CHECK_HPP

#include <cimwire.hpp>

#include <cstdio>
#include <cstdlib>
#include <utility>

#define CHECK(condition)                                                   \
  do {                                                                     \
    if (!(condition)) {                                                    \
      std::fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition); \
      std::exit(1);                                                        \
    }                                                                      \
  } while (0)

#ifdef CIMWIRE_NO_EXCEPTIONS
template <typename T>
T have(cimwire::Result<T> result) {
  CHECK(result);
  return std::move(*result);
}
#define DONE(call) CHECK(call)
#else
template <typename T>
T have(T &&value) {
  return std::forward<T>(value);
}
#define DONE(call) (call)
#endif

#endif
