/* Bytes that the library made. */
#ifndef CIMWIRE_BUFFER_HPP
#define CIMWIRE_BUFFER_HPP

#include "error.hpp"

#include <string_view>

namespace cimwire {

/* Bytes that the library made. */
class Buffer : public detail::Handle<cimwire_buffer, cimwire_buffer_free> {
 public:
  /* The bytes, which live as long as the buffer. */
  std::string_view view() const {
    cimwire_str bytes = {nullptr, 0};
    detail::asked(cimwire_buffer_bytes(raw(), &bytes));
    return detail::view(bytes);
  }
  operator std::string_view() const { return view(); }
};

}  // namespace cimwire

#endif
