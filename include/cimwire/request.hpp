/* Requests. */
#ifndef CIMWIRE_REQUEST_HPP
#define CIMWIRE_REQUEST_HPP

#include "head.hpp"
#include "path.hpp"
#include "value.hpp"

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace cimwire {

/*
 * A request, being built: `Request::get(uri)`, then its settings one by one, each of which may
 * fail. Each is as the function of cimwire.h of its name.
 */
class Request : public detail::Handle<cimwire_request, cimwire_request_free> {
 public:
  static Result<Request> get(std::string_view uri) { return make(cimwire_request_get, uri); }
  static Result<Request> put(std::string_view uri, View instance) {
    return make(cimwire_request_put, uri, instance);
  }
  static Result<Request> put_fragment(std::string_view uri, std::string_view path,
                                      const Value &value) {
    return make(cimwire_request_put_fragment, uri, path, value);
  }
  static Result<Request> create_fragment(std::string_view uri, std::string_view path,
                                         const Value &value) {
    return make(cimwire_request_create_fragment, uri, path, value);
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
  static Result<Request> enumeration_renew(std::string_view uri, const Value &context) {
    return make(cimwire_request_enumeration_renew, uri, context);
  }
  static Result<Request> enumeration_status(std::string_view uri, const Value &context) {
    return make(cimwire_request_enumeration_status, uri, context);
  }
  static Result<Request> invoke(std::string_view class_uri, std::string_view method) {
    return make(cimwire_request_invoke, class_uri, method);
  }
  static Result<Request> subscribe_push(std::string_view uri, std::string_view sink) {
    return make(cimwire_request_subscribe_push, uri, sink);
  }
  /* Each event is acknowledged. */
  static Result<Request> subscribe_push_with_ack(std::string_view uri, std::string_view sink) {
    return make(cimwire_request_subscribe_push_with_ack, uri, sink);
  }
  /* Events come in batches that are acknowledged. */
  static Result<Request> subscribe_events(std::string_view uri, std::string_view sink) {
    return make(cimwire_request_subscribe_events, uri, sink);
  }
  static Result<Request> subscribe_pull(std::string_view uri) {
    return make(cimwire_request_subscribe_pull, uri);
  }
  static Result<Request> renew(View manager) { return make(cimwire_request_renew, manager); }
  /* How much time a subscription has. */
  static Result<Request> status(View manager) { return make(cimwire_request_status, manager); }
  static Result<Request> unsubscribe(View manager) {
    return make(cimwire_request_unsubscribe, manager);
  }
  static Result<Request> identify() { return make(cimwire_request_identify); }
  /* A request by its function of cimwire.h. */
  template <typename With, typename... Arguments>
  static Result<Request> make(With with, const Arguments &...arguments) {
    Request request;
    cimwire_error *error = nullptr;
    const auto code = with(given(arguments)..., request.out(), &error);
    return detail::give(code, error, std::move(request));
  }

  /* Where it goes, the MessageID that its answer will relate to with it. */
  Result<Head> head() const {
    Head head;
    cimwire_error *error = nullptr;
    const auto code = cimwire_request_head(raw(), head.out(), &error);
    return detail::give(code, error, std::move(head));
  }

  Done to(std::string_view address) { return set(cimwire_request_to, address); }
  /* Takes address, resource and selectors from an endpoint reference. */
  Done to_reference(View endpoint) { return set(cimwire_request_to_reference, endpoint); }
  Done selector(std::string_view name, const Value &value) {
    return set(cimwire_request_selector, name, value);
  }
  Done option(std::string_view name, std::string_view value) {
    return set(cimwire_request_option, name, value);
  }
  /* An option that the service has to obey or to refuse. */
  Done required_option(std::string_view name, std::string_view value) {
    return set(cimwire_request_required_option, name, value);
  }
  Done timeout(std::string_view duration) { return set(cimwire_request_timeout, duration); }
  Done max_envelope_size(std::uint64_t octets) {
    return set(cimwire_request_max_envelope_size, octets);
  }
  Done locale(std::string_view language) { return set(cimwire_request_locale, language); }
  Done message_id(std::string_view id) { return set(cimwire_request_message_id, id); }
  /* Asks for the endpoint reference of the resource that is returned. */
  Done request_reference() { return set(cimwire_request_request_reference); }
  /* Adds a header block of any name. */
  Done header(View block) { return set(cimwire_request_header, block); }
  /* "2004" or "2005". */
  Done addressing(std::string_view version) { return set(cimwire_request_addressing, version); }
  /* Takes the selectors of a path. */
  Done instance(const Path &path) { return set(cimwire_request_instance, path); }
  /* The CIM namespace. */
  Done namespace_(std::string_view name) { return set(cimwire_request_namespace, name); }
  Done show_extensions() { return set(cimwire_request_show_extensions); }
  /* Only what an XPath expression selects. */
  Done fragment(std::string_view path) { return set(cimwire_request_fragment, path); }
  Done filter(std::string_view dialect, const Value &filter) {
    return set(cimwire_request_filter, dialect, filter);
  }
  Done wql(std::string_view query) { return set(cimwire_request_wql, query); }
  Done cql(std::string_view query) { return set(cimwire_request_cql, query); }
  /* Only what has these selectors, by their names. */
  Done select(const std::vector<std::pair<std::string_view, std::string_view>> &selectors) {
    std::vector<cimwire_name_value> wanted;
    for (const auto &[name, value] : selectors)
      wanted.push_back({detail::str(name), detail::str(value)});
    cimwire_error *error = nullptr;
    const auto code = cimwire_request_select(raw(), wanted.data(), wanted.size(), &error);
    return detail::done(code, error);
  }
  /* Only what is associated with an instance, which an endpoint reference names. */
  Done associated(View instance, const cimwire_association &by = {}) {
    return set(cimwire_request_associated, instance, by);
  }
  /* Only the associations of an instance. */
  Done associations(View instance, const cimwire_association &by = {}) {
    return set(cimwire_request_associations, instance, by);
  }
  Done optimize(std::uint64_t most) { return set(cimwire_request_optimize, most); }
  Done mode(std::string_view mode) { return set(cimwire_request_mode, mode); }
  Done polymorphism(std::string_view mode) { return set(cimwire_request_polymorphism, mode); }
  Done estimate() { return set(cimwire_request_estimate); }
  Done max_elements(std::uint64_t most) { return set(cimwire_request_max_elements, most); }
  Done max_characters(std::uint64_t most) { return set(cimwire_request_max_characters, most); }
  Done max_time(std::string_view most) { return set(cimwire_request_max_time, most); }
  /* A duration as "PT10M", or a dateTime. */
  Done expires(std::string_view expires) { return set(cimwire_request_expires, expires); }
  /* Where to say that the subscription ended unexpectedly. */
  Done end_to(std::string_view address) { return set(cimwire_request_end_to, address); }
  Done heartbeats(std::string_view every) { return set(cimwire_request_heartbeats, every); }
  /* How often, and after how long each time, a delivery is tried again. */
  Done retry(std::uint64_t total, std::string_view after) {
    return set(cimwire_request_retry, total, after);
  }
  /* "CancelSubscription", "Skip" or "Notify" for an event that is larger. */
  Done max_delivery_size(std::uint64_t octets, std::string_view policy) {
    return set(cimwire_request_max_delivery_size, octets, policy);
  }
  Done event_locale(std::string_view language) {
    return set(cimwire_request_event_locale, language);
  }
  Done content_encoding(std::string_view encoding) {
    return set(cimwire_request_content_encoding, encoding);
  }
  Done auth(std::string_view profile) { return set(cimwire_request_auth, profile); }
  Done send_bookmarks() { return set(cimwire_request_send_bookmarks); }
  Done bookmark(const Value &bookmark) { return set(cimwire_request_bookmark, bookmark); }
  Done parameter(std::string_view name, const Value &value) {
    return set(cimwire_request_parameter, name, value);
  }
  /* The element to send in place of one made of parameters: a draft of an input. */
  Done input(View input) { return set(cimwire_request_input, input); }
  /* A setting by its function of cimwire.h. */
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
  static const cimwire_path *given(const Path &path) { return path.raw(); }
  static const cimwire_association &given(const cimwire_association &by) { return by; }
  static std::uint64_t given(std::uint64_t number) { return number; }
  static std::uint64_t given(int number) { return static_cast<std::uint64_t>(number); }
};

}  // namespace cimwire

#endif
