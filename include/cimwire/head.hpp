/* Where a message goes. */
#ifndef CIMWIRE_HEAD_HPP
#define CIMWIRE_HEAD_HPP

#include "error.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace cimwire {

/* What the header of a message says of where it goes. */
class Head : public detail::Handle<cimwire_head, cimwire_head_free> {
 public:
  std::string_view kind() const { return detail::view(read().kind); }
  std::optional<std::string_view> addressing() const { return detail::optional(read().addressing); }
  std::optional<std::string_view> action() const { return detail::optional(read().action); }
  std::optional<std::string_view> to() const { return detail::optional(read().to); }
  std::optional<std::string_view> resource_uri() const {
    return detail::optional(read().resource_uri);
  }
  std::optional<std::string_view> message_id() const { return detail::optional(read().message_id); }
  std::optional<std::string_view> reply_to() const { return detail::optional(read().reply_to); }
  /* The first message that this one is about: an answer's request. */
  std::optional<std::string_view> relates_to() const {
    cimwire_str id = {nullptr, 0};
    detail::asked(cimwire_head_relates_to(raw(), 0, &id));
    return detail::optional(id);
  }
  /* The value of a selector. */
  std::optional<std::string_view> selector(std::string_view name) const {
    cimwire_selector at;
    for (std::size_t i = 0; detail::asked(cimwire_head_selector(raw(), i, &at)); i++)
      if (detail::view(at.name) == name) return detail::view(at.value);
    return std::nullopt;
  }
  /* The value of an option. */
  std::optional<std::string_view> option(std::string_view name) const {
    cimwire_named_option at;
    for (std::size_t i = 0; detail::asked(cimwire_head_option(raw(), i, &at)); i++)
      if (detail::view(at.name) == name) return detail::view(at.value);
    return std::nullopt;
  }

 private:
  cimwire_head_details read() const {
    cimwire_head_details details = {};
    detail::asked(cimwire_head_read(raw(), &details));
    return details;
  }
};

}  // namespace cimwire

#endif
