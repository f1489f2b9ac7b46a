/* What goes into a message. */
#ifndef CIMWIRE_VALUE_HPP
#define CIMWIRE_VALUE_HPP

#include "view.hpp"

#include <string_view>

namespace cimwire {

/* What goes into an element of a message: text, an element, or what is in one. */
class Value {
 public:
  Value(std::string_view text) : value_(cimwire_text(detail::str(text))) {}
  Value(const char *text) : Value(std::string_view(text)) {}
  static Value element(View view) { return Value(cimwire_element(view.raw())); }
  static Value inside(View view) { return Value(cimwire_inside(view.raw())); }
  cimwire_value raw() const { return value_; }

 private:
  explicit Value(cimwire_value value) : value_(value) {}
  cimwire_value value_;
};

}  // namespace cimwire

#endif
