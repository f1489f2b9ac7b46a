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
  /* The path of a class; of its instance as soon as there is a key. */
  static Result<Path> of_class(std::string_view name) {
    Path path;
    const auto code = cimwire_path_new(detail::str(name), path.out());
    return detail::give(code, nullptr, std::move(path));
  }
  /* The path of what a message is about: its resource and selectors. */
  static Result<Path> of_message(const Message &message) {
    Path path;
    cimwire_error *error = nullptr;
    const auto code = cimwire_path_of_message(message.raw(), path.out(), &error);
    return detail::give(code, error, std::move(path));
  }
  /* The path of an instance, by the keys that its class has in its schema. */
  static Result<Path> of_instance(const Instance &instance) {
    Path path;
    cimwire_error *error = nullptr;
    const auto code = cimwire_path_of_instance(instance.raw(), path.out(), &error);
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
    for (std::size_t i = 0; detail::asked(cimwire_path_key_at(raw(), i, &at)); i++)
      if (detail::view(at.name) == name) return detail::optional(at.text);
    return std::nullopt;
  }
  /* The path that a key refers to; none where it is no reference. */
  std::optional<Path> referred(std::string_view name) const {
    cimwire_path_key at;
    for (std::size_t i = 0; detail::asked(cimwire_path_key_at(raw(), i, &at)); i++)
      if (detail::view(at.name) == name) {
        Path path;
        const bool has = detail::asked(cimwire_path_key_reference(raw(), i, path.out()));
        return has ? std::optional<Path>(std::move(path)) : std::nullopt;
      }
    return std::nullopt;
  }
  bool is_instance() const { return read().is_instance; }
  Done set_host(std::string_view host) {
    return detail::done(cimwire_path_set_host(raw(), detail::str(host)));
  }
  Done set_namespace(std::string_view namespace_) {
    return detail::done(cimwire_path_set_namespace(raw(), detail::str(namespace_)));
  }
  /* Adds a key, which is text or refers to an instance. */
  Done push_key(std::string_view name, std::string_view text) {
    return detail::done(cimwire_path_push_key(raw(), detail::str(name), detail::str(text)));
  }
  Done push_reference(std::string_view name, const Path &to) {
    return detail::done(cimwire_path_push_reference(raw(), detail::str(name), to.raw()));
  }
  /* Has the resource URI begin as another does. */
  Done set_base_of(std::string_view resource_uri) {
    return detail::done(cimwire_path_set_base_of(raw(), detail::str(resource_uri)));
  }
  /* Sets what the resource URI begins with. */
  Done set_base(std::string_view base) {
    return detail::done(cimwire_path_set_base(raw(), detail::str(base)));
  }
  /* The path with the types that its class has in a schema. */
  Result<Path> typed(const Schema &schema) const {
    Path path;
    cimwire_error *error = nullptr;
    const auto code = cimwire_path_typed(raw(), schema.raw(), path.out(), &error);
    return detail::give(code, error, std::move(path));
  }
  /* As DSP0004 writes it. */
  Result<Buffer> text() const {
    Buffer text;
    const auto code = cimwire_path_text(raw(), text.out());
    return detail::give(code, nullptr, std::move(text));
  }
  /* As WMI writes it, with backslashes. */
  Result<Buffer> wmi() const {
    Buffer text;
    const auto code = cimwire_path_wmi(raw(), text.out());
    return detail::give(code, nullptr, std::move(text));
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
    detail::asked(cimwire_path_read(raw(), &details));
    return details;
  }
};

/* The resource URI of a class, or with "*" of all: of WMI in a CIM namespace, else of the DMTF. */
inline Result<Buffer> class_uri(std::string_view name,
                                std::optional<std::string_view> wmi_namespace = std::nullopt) {
  Buffer uri;
  const cimwire_str in = wmi_namespace ? detail::str(*wmi_namespace) : cimwire_str{nullptr, 0};
  const auto code = cimwire_class_uri(detail::str(name), in, uri.out());
  return detail::give(code, nullptr, std::move(uri));
}

}  // namespace cimwire

#endif
