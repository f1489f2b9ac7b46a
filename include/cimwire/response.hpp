/* Answers. */
#ifndef CIMWIRE_RESPONSE_HPP
#define CIMWIRE_RESPONSE_HPP

#include "message.hpp"

#include <optional>
#include <string_view>
#include <utility>

namespace cimwire {

/* An answer to a message, being built. */
class Response : public detail::Handle<cimwire_response, cimwire_response_free> {
 public:
  explicit Response(const Message &request) { cimwire_response_to(request.raw(), out()); }

  Done body(View element) {
    cimwire_error *error = nullptr;
    const auto code = cimwire_response_body(raw(), element.raw(), &error);
    return detail::done(code, error);
  }
  /* A fault of DSP0226 by its name, as "w:AccessDenied". */
  Done fault(std::string_view name, std::optional<std::string_view> reason = std::nullopt) {
    cimwire_error *error = nullptr;
    const cimwire_str why = reason ? detail::str(*reason) : cimwire_str{nullptr, 0};
    const auto code = cimwire_response_fault(raw(), detail::str(name), why, &error);
    return detail::done(code, error);
  }
  Done detail_code(std::string_view name) {
    cimwire_error *error = nullptr;
    const auto code = cimwire_response_detail_code(raw(), detail::str(name), &error);
    return detail::done(code, error);
  }
  Done action(std::string_view action) {
    return detail::done(cimwire_response_action(raw(), detail::str(action)));
  }
  Done message_id(std::string_view id) {
    return detail::done(cimwire_response_message_id(raw(), detail::str(id)));
  }
  Result<Reply> encode() const {
    Reply reply;
    cimwire_error *error = nullptr;
    const auto code = cimwire_response_encode(raw(), reply.out(), &error);
    return detail::give(code, error, std::move(reply));
  }
};

}  // namespace cimwire

#endif
