/* Why a request failed. */
#ifndef CIMWIRE_FAULT_HPP
#define CIMWIRE_FAULT_HPP

#include "view.hpp"

#include <optional>
#include <string_view>

namespace cimwire {

/* Why a request failed. */
class Fault : public detail::Handle<cimwire_fault, cimwire_fault_free> {
 public:
  std::optional<std::string_view> code() const { return detail::optional(read().code); }
  std::optional<std::string_view> subcode() const { return detail::optional(read().subcode); }
  std::optional<std::string_view> short_subcode() const {
    return detail::optional(read().short_subcode);
  }
  std::optional<std::string_view> detail_code() const {
    return detail::optional(read().detail_code);
  }
  std::optional<std::string_view> meaning() const { return detail::optional(read().meaning); }
  /* Why, in a language or the first there is. */
  std::optional<std::string_view> reason(std::string_view language = "en") const {
    cimwire_str text = {nullptr, 0};
    cimwire_fault_reason(raw(), detail::str(language), &text);
    return detail::optional(text);
  }
  /* The element of the detail; it is of the message that the fault was asked of. */
  std::optional<View> detail() const {
    cimwire_view view;
    const auto code = cimwire_fault_detail(raw(), &view);
    return code == CIMWIRE_OK ? std::optional<View>(View(view)) : std::nullopt;
  }

 private:
  cimwire_fault_details read() const {
    cimwire_fault_details details = {};
    cimwire_fault_read(raw(), &details);
    return details;
  }
};

}  // namespace cimwire

#endif
