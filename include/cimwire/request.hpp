/* Requests. */
#ifndef CIMWIRE_REQUEST_HPP
#define CIMWIRE_REQUEST_HPP

#include "value.hpp"

#include <cstdint>
#include <string_view>
#include <utility>

namespace cimwire {

/*
 * A request, being built: `Request::get(uri)`, then its settings one by one, each of which may
 * fail. What has no name here is made and set by the function of cimwire.h: `make`, `set`.
 */
class Request : public detail::Handle<cimwire_request, cimwire_request_free> {
 public:
  static Result<Request> get(std::string_view uri) { return make(cimwire_request_get, uri); }
  static Result<Request> put(std::string_view uri, View instance) {
    return make(cimwire_request_put, uri, instance);
  }
  static Result<Request> create(std::string_view uri, View instance) {
    return make(cimwire_request_create, uri, instance);
  }
  static Result<Request> delete_(std::string_view uri) { return make(cimwire_request_delete, uri); }
  static Result<Request> enumerate(std::string_view uri) {
    return make(cimwire_request_enumerate, uri);
  }
  static Result<Request> pull(std::string_view uri, const Value &context) {
    return make(cimwire_request_pull, uri, context);
  }
  static Result<Request> release(std::string_view uri, const Value &context) {
    return make(cimwire_request_release, uri, context);
  }
  static Result<Request> invoke(std::string_view class_uri, std::string_view method) {
    return make(cimwire_request_invoke, class_uri, method);
  }
  static Result<Request> subscribe_push(std::string_view uri, std::string_view sink) {
    return make(cimwire_request_subscribe_push, uri, sink);
  }
  static Result<Request> subscribe_pull(std::string_view uri) {
    return make(cimwire_request_subscribe_pull, uri);
  }
  static Result<Request> renew(View manager) { return make(cimwire_request_renew, manager); }
  static Result<Request> unsubscribe(View manager) {
    return make(cimwire_request_unsubscribe, manager);
  }
  static Result<Request> identify() { return make(cimwire_request_identify); }
  /* Any other: `Request::make(cimwire_request_put_fragment, uri, path, value)`. */
  template <typename With, typename... Arguments>
  static Result<Request> make(With with, const Arguments &...arguments) {
    Request request;
    cimwire_error *error = nullptr;
    const auto code = with(given(arguments)..., request.out(), &error);
    return detail::give(code, error, std::move(request));
  }

  Done to(std::string_view address) { return set(cimwire_request_to, address); }
  Done selector(std::string_view name, const Value &value) {
    return set(cimwire_request_selector, name, value);
  }
  Done option(std::string_view name, std::string_view value) {
    return set(cimwire_request_option, name, value);
  }
  Done timeout(std::string_view duration) { return set(cimwire_request_timeout, duration); }
  Done wql(std::string_view query) { return set(cimwire_request_wql, query); }
  Done optimize(std::uint64_t most) { return set(cimwire_request_optimize, most); }
  Done max_elements(std::uint64_t most) { return set(cimwire_request_max_elements, most); }
  Done parameter(std::string_view name, const Value &value) {
    return set(cimwire_request_parameter, name, value);
  }
  /* Any other setting: `request.set(cimwire_request_locale, "en-US")`. */
  template <typename With, typename... Arguments>
  Done set(With with, const Arguments &...arguments) {
    cimwire_error *error = nullptr;
    const auto code = with(raw(), given(arguments)..., &error);
    return detail::done(code, error);
  }

  /* The message as XML in UTF-8. */
  Result<Buffer> encode() const {
    Buffer xml;
    cimwire_error *error = nullptr;
    const auto code = cimwire_request_encode(raw(), xml.out(), &error);
    return detail::give(code, error, std::move(xml));
  }

 private:
  static cimwire_str given(std::string_view text) { return detail::str(text); }
  static cimwire_value given(const Value &value) { return value.raw(); }
  static cimwire_view given(View view) { return view.raw(); }
  static std::uint64_t given(std::uint64_t number) { return number; }
  static std::uint64_t given(int number) { return static_cast<std::uint64_t>(number); }
};

}  // namespace cimwire

#endif
