/* Answers. */
#ifndef CIMWIRE_RESPONSE_HPP
#define CIMWIRE_RESPONSE_HPP

#include "message.hpp"
#include "value.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace cimwire {

/* An answer to a message, being built. */
class Response : public detail::Handle<cimwire_response, cimwire_response_free> {
 public:
  explicit Response(const Message &request) {
    detail::asked(cimwire_response_to(request.raw(), out()));
  }

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
  /* With a status of CIM, and a `CIM_Error` that has it and a message. */
  Done cim_fault(std::uint32_t status, std::optional<std::string_view> message = std::nullopt) {
    cimwire_error *error = nullptr;
    const cimwire_str why = message ? detail::str(*message) : cimwire_str{nullptr, 0};
    const auto code = cimwire_response_cim_fault(raw(), status, why, &error);
    return detail::done(code, error);
  }
  /* Brings as many items as the request allows, and says how many; the next Pull gets the rest. */
  Result<std::size_t> items(const Value &context, const std::vector<View> &items) {
    std::vector<cimwire_view> views;
    for (const View item : items) views.push_back(item.raw());
    std::size_t taken = 0;
    cimwire_error *error = nullptr;
    const auto code = cimwire_response_items(raw(), context.raw(), views.data(), views.size(),
                                             &taken, &error);
    return detail::give(code, error, std::move(taken));
  }
  /* The most octets of the service's own answers. */
  Done limit(std::uint64_t octets) { return detail::done(cimwire_response_limit(raw(), octets)); }
  /* Sends the fault that says so in place of an answer that is too large. */
  Done within_limits() { return detail::done(cimwire_response_within_limits(raw())); }
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
