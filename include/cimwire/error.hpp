/* Why a call failed, and how it says so. */
#ifndef CIMWIRE_ERROR_HPP
#define CIMWIRE_ERROR_HPP

#include "handle.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <variant>

#ifndef CIMWIRE_NO_EXCEPTIONS
#include <stdexcept>
#else
#include <cstdlib>
#endif

namespace cimwire {

namespace detail {

using RawError = Handle<cimwire_error, cimwire_error_free>;

}  // namespace detail

/* Why a call failed. */
class Error
#ifndef CIMWIRE_NO_EXCEPTIONS
    : public std::runtime_error
#endif
{
 public:
  /* What a call left behind: its code, and what it tells of it, which need not be there. */
  Error(cimwire_code code, cimwire_error *error) : Error(code, told(code, error)) {}

  /* The number of what went wrong, as CIMWIRE_END_TAG. */
  cimwire_code code() const { return code_; }
  /* Its name, the same in every language, as "EndTag". */
  std::string_view kind() const {
    cimwire_str name = {nullptr, 0};
    cimwire_code_name(code_, &name);
    return detail::view(name);
  }
  /* What was expected and what was found; the name, where the call tells no more. */
  const std::string &text() const { return place_.text; }
  /* The elements around the place. */
  const std::string &path() const { return place_.path; }
  /* Bytes from the start of the input. */
  std::size_t offset() const { return place_.offset; }
  /* From 1. */
  std::size_t line() const { return place_.line; }
  /* From 1, in characters. */
  std::size_t column() const { return place_.column; }

 private:
  struct Place {
    std::string text, path;
    std::size_t offset = 0, line = 1, column = 1;
  };

  Error(cimwire_code code, Place place)
      :
#ifndef CIMWIRE_NO_EXCEPTIONS
        std::runtime_error(place.text),
#endif
        code_(code),
        place_(std::move(place)) {
  }

  static Place told(cimwire_code code, cimwire_error *error) {
    cimwire_error_details details;
    Place place;
    cimwire_str name = {nullptr, 0};
    if (cimwire_code_name(code, &name) == CIMWIRE_OK) place.text = detail::view(name);
    if (error != nullptr && cimwire_error_read(error, &details) == CIMWIRE_OK) {
      place.text = detail::view(details.text);
      place.path = detail::view(details.path);
      place.offset = details.offset;
      place.line = details.line;
      place.column = details.column;
    }
    return place;
  }

  cimwire_code code_;
  Place place_;
};

#ifndef CIMWIRE_NO_EXCEPTIONS

/* What a call gives, or an exception. */
template <typename T>
using Result = T;

namespace detail {

template <typename T>
Result<T> give(cimwire_code code, cimwire_error *error, T &&value) {
  RawError owned;
  *owned.out() = error;
  if (code != CIMWIRE_OK) throw Error(code, error);
  return std::forward<T>(value);
}

inline void done(cimwire_code code, cimwire_error *error = nullptr) {
  RawError owned;
  *owned.out() = error;
  if (code != CIMWIRE_OK) throw Error(code, error);
}

/* Whether there is what was asked for. */
inline bool asked(cimwire_code code) {
  if (code != CIMWIRE_OK && code != CIMWIRE_NONE) throw Error(code, nullptr);
  return code == CIMWIRE_OK;
}

}  // namespace detail

using Done = void;

#else

/* What a call gives, or why it failed. */
template <typename T>
class Result {
 public:
  Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : held_(std::in_place_index<1>, std::move(error)) {}

  /* Whether there is a value. */
  explicit operator bool() const { return held_.index() == 0; }
  /* The value; the program ends where there is none. */
  T &operator*() { return held_.index() == 0 ? *std::get_if<0>(&held_) : *none<T>(); }
  T *operator->() { return &**this; }
  /* Why there is none; the program ends where there is one. */
  const Error &error() const { return held_.index() == 1 ? *std::get_if<1>(&held_) : *none<Error>(); }

 private:
  template <typename U>
  [[noreturn]] static U *none() {
    std::abort();
  }

  std::variant<T, Error> held_;
};

namespace detail {

template <typename T>
Result<T> give(cimwire_code code, cimwire_error *error, T &&value) {
  RawError owned;
  *owned.out() = error;
  if (code != CIMWIRE_OK) return Error(code, error);
  return std::forward<T>(value);
}

inline Result<std::monostate> done(cimwire_code code, cimwire_error *error = nullptr) {
  return give(code, error, std::monostate());
}

/* Whether there is what was asked for: not where the call failed. */
inline bool asked(cimwire_code code) { return code == CIMWIRE_OK; }

}  // namespace detail

using Done = Result<std::monostate>;

#endif

}  // namespace cimwire

#endif
