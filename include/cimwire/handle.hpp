/* Handles, and text on its way to C and back. */
#ifndef CIMWIRE_HANDLE_HPP
#define CIMWIRE_HANDLE_HPP

#include "../cimwire.h"

#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

namespace cimwire {

namespace detail {

inline cimwire_str str(std::string_view text) { return {text.data(), text.size()}; }

inline std::string_view view(cimwire_str text) {
  return text.data == nullptr ? std::string_view() : std::string_view(text.data, text.length);
}

inline std::optional<std::string_view> optional(cimwire_str text) {
  if (text.data == nullptr) return std::nullopt;
  return view(text);
}

/* A handle that is freed once. */
template <typename T, cimwire_code (*free)(T *)>
class Handle {
 public:
  Handle() = default;
  Handle(Handle &&other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  Handle &operator=(Handle &&other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  Handle(const Handle &) = delete;
  Handle &operator=(const Handle &) = delete;
  ~Handle() { free(handle_); }

  /* The handle, for the functions of cimwire.h; it stays owned. */
  T *raw() const { return handle_; }
  T **out() { return &handle_; }

 private:
  T *handle_ = nullptr;
};

}  // namespace detail

/* The version of the library, as "0.1.0". */
inline std::string_view version() { return cimwire_version(); }

}  // namespace cimwire

#endif
