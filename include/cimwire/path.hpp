/* Paths of instances and classes. */
#ifndef CIMWIRE_PATH_HPP
#define CIMWIRE_PATH_HPP

#include "document.hpp"

#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

namespace cimwire {

/* The path of an instance or class. */
class Path : public detail::Handle<cimwire_path, cimwire_path_free> {
 public:
  /* A path as text, of DSP0004 or of WMI. */
  static Result<Path> parse(std::string_view text) {
    Path path;
    cimwire_error *error = nullptr;
    const auto code = cimwire_path_parse(detail::str(text), path.out(), &error);
    return detail::give(code, error, std::move(path));
  }
  /* The path that an endpoint reference is. */
  static Result<Path> of_reference(View reference) {
    Path path;
    cimwire_error *error = nullptr;
    const auto code = cimwire_path_of_reference(reference.raw(), path.out(), &error);
    return detail::give(code, error, std::move(path));
  }

  std::optional<std::string_view> host() const { return detail::optional(read().host); }
  std::optional<std::string_view> namespace_() const {
    return detail::optional(read().namespace_);
  }
  std::string_view class_name() const { return detail::view(read().class_name); }
  /* The text of a key. */
  std::optional<std::string_view> key(std::string_view name) const {
    cimwire_path_key at;
    for (std::size_t i = 0; cimwire_path_key_at(raw(), i, &at) == CIMWIRE_OK; i++)
      if (detail::view(at.name) == name) return detail::optional(at.text);
    return std::nullopt;
  }
  /* Sets what the resource URI begins with. */
  Done set_base(std::string_view base) {
    return detail::done(cimwire_path_set_base(raw(), detail::str(base)));
  }
  Result<Buffer> resource_uri() const {
    Buffer uri;
    cimwire_error *error = nullptr;
    const auto code = cimwire_path_resource_uri(raw(), uri.out(), &error);
    return detail::give(code, error, std::move(uri));
  }
  /* The endpoint reference to it, as the root of a document. */
  Result<Document> reference(std::string_view address, std::string_view version = "2004") const {
    Document document;
    cimwire_error *error = nullptr;
    const auto code = cimwire_path_reference(raw(), detail::str(address), detail::str(version),
                                             document.out(), &error);
    return detail::give(code, error, std::move(document));
  }

 private:
  Path() = default;
  cimwire_path_details read() const {
    cimwire_path_details details = {};
    cimwire_path_read(raw(), &details);
    return details;
  }
};

}  // namespace cimwire

#endif
