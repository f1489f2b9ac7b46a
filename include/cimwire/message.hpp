/* Messages. */
#ifndef CIMWIRE_MESSAGE_HPP
#define CIMWIRE_MESSAGE_HPP

#include "deviation.hpp"
#include "fault.hpp"
#include "head.hpp"
#include "method.hpp"
#include "reply.hpp"

#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace cimwire {

class Document;

/* A header block. */
struct Header {
  View element;
  /* What it says of mustUnderstand, if anything. */
  std::optional<bool> must_understand;
};

/* What a message brings: instances, endpoint references, or both in one. */
class Items : public detail::Handle<cimwire_items, cimwire_items_free> {
 public:
  std::size_t size() const {
    std::size_t size = 0;
    detail::asked(cimwire_items_count(raw(), &size));
    return size;
  }
  /* The instance that an item is or has. */
  std::optional<Instance> instance(std::size_t index) const {
    Instance instance;
    const bool has = detail::asked(cimwire_items_instance(raw(), index, instance.out()));
    return has ? std::optional<Instance>(std::move(instance)) : std::nullopt;
  }
  /* The endpoint reference that an item is or has; it is of the message. */
  std::optional<View> reference(std::size_t index) const {
    cimwire_view view;
    const bool has = detail::asked(cimwire_items_reference(raw(), index, &view));
    return has ? std::optional<View>(View(view)) : std::nullopt;
  }
};

/* A document whose root is a SOAP 1.2 envelope. */
class Message : public detail::Handle<cimwire_message, cimwire_message_free> {
 public:
  /* What it asks or says, as "PullResponse". */
  std::string_view kind() const {
    cimwire_str kind = {nullptr, 0};
    detail::asked(cimwire_message_kind(raw(), &kind));
    return detail::view(kind);
  }
  /* What its header says of where it goes. */
  Result<Head> head() const {
    Head head;
    const auto code = cimwire_message_head(raw(), head.out());
    return detail::give(code, nullptr, std::move(head));
  }
  std::optional<View> envelope() const { return part(cimwire_message_envelope); }
  std::optional<View> header() const { return part(cimwire_message_header); }
  std::optional<View> body() const { return part(cimwire_message_body); }
  /* The element of the items, whose children they are. */
  std::optional<View> items_element() const { return part(cimwire_message_items); }
  /* The items that an EnumerateResponse or PullResponse brings. */
  Children items() const {
    cimwire_view none = {nullptr, 0};
    const auto items = items_element();
    return View(items ? items->raw() : none).children();
  }
  /* The header blocks, in document order. */
  std::vector<Header> headers() const {
    std::vector<Header> headers;
    cimwire_header at;
    for (std::size_t i = 0; detail::asked(cimwire_message_header_at(raw(), i, &at)); i++) {
      const bool is_told = at.must_understand >= 0;
      headers.push_back({View(at.view), is_told ? std::optional<bool>(at.must_understand > 0)
                                                : std::nullopt});
    }
    return headers;
  }
  /* The document that it is, which lives on its own. */
  Result<Document> document() const;
  /* What it brings, with the types of a schema. */
  Items typed_items(const Schema &schema) const {
    Items items;
    detail::asked(cimwire_message_typed_items(raw(), schema.raw(), items.out()));
    return items;
  }
  /* The instances among that. */
  std::vector<Instance> instances(const Schema &schema) const {
    const Items items = typed_items(schema);
    const std::size_t count = items.size();
    std::vector<Instance> instances;
    for (std::size_t i = 0; i < count; i++)
      if (auto instance = items.instance(i)) instances.push_back(std::move(*instance));
    return instances;
  }
  /* The call of a method in the body, or its answer. */
  std::optional<Method> method() const { return method_with(nullptr); }
  std::optional<Method> method(const Schema &schema) const { return method_with(schema.raw()); }
  bool is_end_of_sequence() const {
    bool is_end = false;
    detail::asked(cimwire_message_is_end_of_sequence(raw(), &is_end));
    return is_end;
  }
  /* What the next Pull has to bring: `Value::inside` of it. */
  std::optional<View> enumeration_context() const {
    return part(cimwire_message_enumeration_context);
  }
  std::optional<View> subscription_manager() const {
    return part(cimwire_message_subscription_manager);
  }
  /* Why a request failed, if it says so. */
  std::optional<Fault> fault() const {
    Fault fault;
    if (!detail::asked(cimwire_message_fault(raw(), fault.out()))) return std::nullopt;
    return fault;
  }
  std::vector<Deviation> deviations() const {
    detail::RawDeviations list;
    detail::asked(cimwire_message_deviations(raw(), list.out()));
    return detail::deviations(list);
  }
  /* The fault that a service must answer with, if any. */
  Result<std::optional<Reply>> refusal() const {
    Reply reply;
    cimwire_error *error = nullptr;
    const auto code = cimwire_message_refusal(raw(), reply.out(), &error);
    std::optional<Reply> refusal;
    if (code == CIMWIRE_OK) refusal = std::move(reply);
    return detail::give(code == CIMWIRE_NONE ? CIMWIRE_OK : code, error, std::move(refusal));
  }
  /* As JSON; with a schema, the values of instances are of its types. */
  Result<Buffer> json() const {
    Buffer json;
    cimwire_error *error = nullptr;
    const auto code = cimwire_message_json(raw(), json.out(), &error);
    return detail::give(code, error, std::move(json));
  }
  Result<Buffer> json(const Schema &schema,
                      cimwire_integers integers = CIMWIRE_INTEGERS_EXACT) const {
    Buffer json;
    cimwire_error *error = nullptr;
    const auto code =
        cimwire_message_typed_json(raw(), schema.raw(), integers, json.out(), &error);
    return detail::give(code, error, std::move(json));
  }

 private:
  std::optional<Method> method_with(const cimwire_schema *schema) const {
    Method method;
    const bool has = detail::asked(cimwire_message_method(raw(), schema, method.out()));
    return has ? std::optional<Method>(std::move(method)) : std::nullopt;
  }
  std::optional<View> part(cimwire_code (*which)(const cimwire_message *, cimwire_view *)) const {
    cimwire_view view;
    return detail::asked(which(raw(), &view)) ? std::optional<View>(View(view)) : std::nullopt;
  }
};

inline Result<Message> View::message() const {
  Message message;
  cimwire_error *error = nullptr;
  const auto code = cimwire_view_message(raw(), message.out(), &error);
  return detail::give(code, error, std::move(message));
}

}  // namespace cimwire

#endif
