/* Answers that are ready to send. */
#ifndef CIMWIRE_REPLY_HPP
#define CIMWIRE_REPLY_HPP

#include "error.hpp"

#include <cstdint>
#include <string_view>

namespace cimwire {

/* An answer to send. */
class Reply : public detail::Handle<cimwire_reply, cimwire_reply_free> {
 public:
  std::string_view bytes() const { return detail::view(read().bytes); }
  std::string_view content_type() const { return detail::view(read().content_type); }
  std::uint16_t status() const { return read().status; }

 private:
  cimwire_reply_details read() const {
    cimwire_reply_details details = {};
    detail::asked(cimwire_reply_read(raw(), &details));
    return details;
  }
};

}  // namespace cimwire

#endif
