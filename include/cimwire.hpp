/*
 * cimwire for C++17: the functions of cimwire.h as types that free what they own.
 *
 * An object that owns moves and does not copy; one that was moved from is empty, and calls on it
 * fail as those on NULL do. A `View` is a value. Texts are `std::string_view`s that live as long as
 * what they were asked of, or what their view is of. What need not be there is a `std::optional`.
 *
 * A call that fails throws `cimwire::Error`. Where CIMWIRE_NO_EXCEPTIONS is defined, it returns a
 * `cimwire::Result<T>` instead: `if (result) use(*result); else tell(result.error());`.
 */
#ifndef CIMWIRE_HPP
#define CIMWIRE_HPP

#include "cimwire.h"

#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#ifndef CIMWIRE_NO_EXCEPTIONS
#include <stdexcept>
#else
#include <cstdlib>
#endif

namespace cimwire {

namespace detail {

inline cimwire_str str(std::string_view text) { return {text.data(), text.size()}; }

inline std::string_view view(cimwire_str text) {
  return text.data == nullptr ? std::string_view() : std::string_view(text.data, text.length);
}

inline std::optional<std::string_view> optional(cimwire_str text) {
  if (text.data == nullptr) return std::nullopt;
  return view(text);
}

/* A handle that is freed once. */
template <typename T, cimwire_code (*free)(T *)>
class Handle {
 public:
  Handle() = default;
  Handle(Handle &&other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  Handle &operator=(Handle &&other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  Handle(const Handle &) = delete;
  Handle &operator=(const Handle &) = delete;
  ~Handle() { free(handle_); }

  /* The handle, for the functions of cimwire.h; it stays owned. */
  T *raw() const { return handle_; }
  T **out() { return &handle_; }

 private:
  T *handle_ = nullptr;
};

using RawError = Handle<cimwire_error, cimwire_error_free>;

}  // namespace detail

/* Why a call failed. */
class Error
#ifndef CIMWIRE_NO_EXCEPTIONS
    : public std::runtime_error
#endif
{
 public:
  /* What a call left behind: its code, and what it tells of it, which need not be there. */
  Error(cimwire_code code, cimwire_error *error) : Error(code, told(error)) {}

  /* The number of what went wrong, as CIMWIRE_END_TAG. */
  cimwire_code code() const { return code_; }
  /* Its name, the same in every language, as "EndTag". */
  std::string_view kind() const {
    cimwire_str name = {nullptr, 0};
    cimwire_code_name(code_, &name);
    return detail::view(name);
  }
  /* What was expected and what was found. */
  const std::string &text() const { return place_.text; }
  /* The elements around the place. */
  const std::string &path() const { return place_.path; }
  /* Bytes from the start of the input. */
  std::size_t offset() const { return place_.offset; }
  /* From 1. */
  std::size_t line() const { return place_.line; }
  /* From 1, in characters. */
  std::size_t column() const { return place_.column; }

 private:
  struct Place {
    std::string text, path;
    std::size_t offset = 0, line = 1, column = 1;
  };

  Error(cimwire_code code, Place place)
      :
#ifndef CIMWIRE_NO_EXCEPTIONS
        std::runtime_error(place.text),
#endif
        code_(code),
        place_(std::move(place)) {
  }

  static Place told(cimwire_error *error) {
    cimwire_error_details details;
    Place place;
    if (error != nullptr && cimwire_error_read(error, &details) == CIMWIRE_OK) {
      place.text = detail::view(details.text);
      place.path = detail::view(details.path);
      place.offset = details.offset;
      place.line = details.line;
      place.column = details.column;
    }
    return place;
  }

  cimwire_code code_;
  Place place_;
};

#ifndef CIMWIRE_NO_EXCEPTIONS

/* What a call gives, or an exception. */
template <typename T>
using Result = T;

namespace detail {

template <typename T>
Result<T> give(cimwire_code code, cimwire_error *error, T &&value) {
  RawError owned;
  *owned.out() = error;
  if (code != CIMWIRE_OK) throw Error(code, error);
  return std::forward<T>(value);
}

inline void done(cimwire_code code, cimwire_error *error = nullptr) {
  RawError owned;
  *owned.out() = error;
  if (code != CIMWIRE_OK) throw Error(code, error);
}

}  // namespace detail

using Done = void;

#else

/* What a call gives, or why it failed. */
template <typename T>
class Result {
 public:
  Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : held_(std::in_place_index<1>, std::move(error)) {}

  /* Whether there is a value. */
  explicit operator bool() const { return held_.index() == 0; }
  /* The value; the program ends where there is none. */
  T &operator*() { return held_.index() == 0 ? *std::get_if<0>(&held_) : *none<T>(); }
  T *operator->() { return &**this; }
  /* Why there is none; the program ends where there is one. */
  const Error &error() const { return held_.index() == 1 ? *std::get_if<1>(&held_) : *none<Error>(); }

 private:
  template <typename U>
  [[noreturn]] static U *none() {
    std::abort();
  }

  std::variant<T, Error> held_;
};

namespace detail {

template <typename T>
Result<T> give(cimwire_code code, cimwire_error *error, T &&value) {
  RawError owned;
  *owned.out() = error;
  if (code != CIMWIRE_OK) return Error(code, error);
  return std::forward<T>(value);
}

inline Result<std::monostate> done(cimwire_code code, cimwire_error *error = nullptr) {
  return give(code, error, std::monostate());
}

}  // namespace detail

using Done = Result<std::monostate>;

#endif

/* Bytes that the library made. */
class Buffer : public detail::Handle<cimwire_buffer, cimwire_buffer_free> {
 public:
  /* The bytes, which live as long as the buffer. */
  std::string_view view() const {
    cimwire_str bytes = {nullptr, 0};
    cimwire_buffer_bytes(raw(), &bytes);
    return detail::view(bytes);
  }
  operator std::string_view() const { return view(); }
};

/* An attribute of an element. */
struct Attribute {
  std::string namespace_, prefix, name, value;
};

class Message;
class Children;

/* An element: a place in a message or document, which has to outlive it. */
class View {
 public:
  explicit View(cimwire_view view) : view_(view) {}

  /* The view as the functions of cimwire.h take it. */
  cimwire_view raw() const { return view_; }
  /* The local name. */
  std::string_view name() const { return ask(cimwire_view_name); }
  /* The namespace; empty for none. */
  std::string_view namespace_() const { return ask(cimwire_view_namespace); }
  /* The prefix as written; empty for none. */
  std::string_view prefix() const { return ask(cimwire_view_prefix); }
  /* The character data directly inside, with references replaced. */
  std::string_view text() const { return ask(cimwire_view_text); }
  /* Whether `xsi:nil` says that it has no value. */
  bool is_nil() const {
    bool is_nil = false;
    cimwire_view_is_nil(view_, &is_nil);
    return is_nil;
  }
  /* The first element directly inside with a namespace and local name. */
  std::optional<View> child(std::string_view namespace_, std::string_view name) const {
    cimwire_view child;
    const auto code =
        cimwire_view_child(view_, detail::str(namespace_), detail::str(name), &child);
    return code == CIMWIRE_OK ? std::optional<View>(View(child)) : std::nullopt;
  }
  /* The text of that element. */
  std::optional<std::string_view> text_of(std::string_view namespace_, std::string_view name) const {
    const auto found = child(namespace_, name);
    return found ? std::optional<std::string_view>(found->text()) : std::nullopt;
  }
  /* The value of an attribute; those without a prefix have the namespace "". */
  std::optional<std::string_view> attribute(std::string_view namespace_,
                                            std::string_view name) const {
    cimwire_str value;
    const auto code =
        cimwire_view_attribute(view_, detail::str(namespace_), detail::str(name), &value);
    return code == CIMWIRE_OK ? detail::optional(value) : std::nullopt;
  }
  /* The attributes in document order. */
  std::vector<Attribute> attributes() const {
    detail::Handle<cimwire_attributes, cimwire_attributes_free> list;
    cimwire_view_attributes(view_, list.out());
    std::vector<Attribute> attributes;
    cimwire_attribute at;
    for (std::size_t i = 0; cimwire_attributes_at(list.raw(), i, &at) == CIMWIRE_OK; i++)
      attributes.push_back({std::string(detail::view(at.namespace_)),
                            std::string(detail::view(at.prefix)),
                            std::string(detail::view(at.name)),
                            std::string(detail::view(at.value))});
    return attributes;
  }
  /* The elements directly inside: `for (cimwire::View child : view.children())`. */
  Children children() const;
  /* The element as a document of its own, with the declarations it needs. */
  Result<Buffer> xml() const {
    Buffer xml;
    const auto code = cimwire_view_xml(view_, xml.out());
    return detail::give(code, nullptr, std::move(xml));
  }
  /* The element and what is in it as JSON. */
  Result<Buffer> json() const {
    Buffer json;
    cimwire_error *error = nullptr;
    const auto code = cimwire_view_json(view_, json.out(), &error);
    return detail::give(code, error, std::move(json));
  }

 private:
  std::string_view ask(cimwire_code (*what)(cimwire_view, cimwire_str *)) const {
    cimwire_str text = {nullptr, 0};
    what(view_, &text);
    return detail::view(text);
  }

  cimwire_view view_;
};

/* The elements directly inside one. */
class Children {
 public:
  class iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = View;
    using difference_type = std::ptrdiff_t;
    using pointer = void;
    using reference = View;

    iterator(cimwire_view parent, bool is_end) : parent_(parent), child_(), is_end_(is_end) {
      if (!is_end_) is_end_ = cimwire_view_first_child(parent_, &child_) != CIMWIRE_OK;
    }
    View operator*() const { return View(child_); }
    iterator &operator++() {
      is_end_ = cimwire_view_next_child(parent_, child_, &child_) != CIMWIRE_OK;
      return *this;
    }
    void operator++(int) { ++*this; }
    bool operator==(const iterator &other) const {
      return is_end_ == other.is_end_ && (is_end_ || child_.place == other.child_.place);
    }
    bool operator!=(const iterator &other) const { return !(*this == other); }

   private:
    cimwire_view parent_, child_;
    bool is_end_;
  };

  explicit Children(cimwire_view parent) : parent_(parent) {}
  iterator begin() const { return iterator(parent_, false); }
  iterator end() const { return iterator(parent_, true); }

 private:
  cimwire_view parent_;
};

inline Children View::children() const { return Children(view_); }

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

/* Something that was not as it should be, and was read all the same. */
struct Deviation {
  std::string rule, kind, text, path;
  int level;
  std::size_t offset, line, column;
};

namespace detail {

using RawDeviations = Handle<cimwire_deviations, cimwire_deviations_free>;

inline std::vector<Deviation> deviations(const RawDeviations &list) {
  std::vector<Deviation> deviations;
  cimwire_deviation at;
  for (std::size_t i = 0; cimwire_deviations_at(list.raw(), i, &at) == CIMWIRE_OK; i++)
    deviations.push_back({std::string(view(at.rule)), std::string(view(at.kind)),
                          std::string(view(at.text)), std::string(view(at.path)), at.level,
                          at.offset, at.line, at.column});
  return deviations;
}

}  // namespace detail

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
    cimwire_head_relates_to(raw(), 0, &id);
    return detail::optional(id);
  }
  /* The value of a selector. */
  std::optional<std::string_view> selector(std::string_view name) const {
    cimwire_selector at;
    for (std::size_t i = 0; cimwire_head_selector(raw(), i, &at) == CIMWIRE_OK; i++)
      if (detail::view(at.name) == name) return detail::view(at.value);
    return std::nullopt;
  }
  /* The value of an option. */
  std::optional<std::string_view> option(std::string_view name) const {
    cimwire_named_option at;
    for (std::size_t i = 0; cimwire_head_option(raw(), i, &at) == CIMWIRE_OK; i++)
      if (detail::view(at.name) == name) return detail::view(at.value);
    return std::nullopt;
  }

 private:
  cimwire_head_details read() const {
    cimwire_head_details details = {};
    cimwire_head_read(raw(), &details);
    return details;
  }
};

/* Classes of CIM. */
class Schema : public detail::Handle<cimwire_schema, cimwire_schema_free> {
 public:
  /* The classes of CIM 2.49.0, which come with the library. */
  static Result<Schema> cim() {
    Schema schema;
    const auto code = cimwire_schema_cim(schema.out());
    return detail::give(code, nullptr, std::move(schema));
  }
  /* The classes of a pack. */
  static Result<Schema> open(std::string_view pack) {
    Schema schema;
    cimwire_error *error = nullptr;
    const auto code = cimwire_schema_open(pack.data(), pack.size(), schema.out(), &error);
    return detail::give(code, error, std::move(schema));
  }
  /* The schema with the classes of one more pack. */
  Result<Schema> with(std::string_view pack) const {
    Schema schema;
    cimwire_error *error = nullptr;
    const auto code = cimwire_schema_with(raw(), pack.data(), pack.size(), schema.out(), &error);
    return detail::give(code, error, std::move(schema));
  }
};

class Instance;

/* A property of an instance, or a parameter; of the list that it was asked of. */
class Property {
 public:
  Property(const cimwire_properties *list, std::size_t index, const cimwire_property &property)
      : list_(list), index_(index), property_(property) {}

  std::string_view name() const { return detail::view(property_.name); }
  /* Its type as MOF has it, where a class says. */
  std::optional<std::string_view> type_name() const {
    return detail::optional(property_.type_name);
  }
  bool is_array() const { return property_.is_array; }
  bool is_key() const { return property_.is_key; }
  /* Its first element, which has its exact text. */
  View element() const { return View(property_.element); }
  /* Its value: `kind` says which member has it. */
  const cimwire_datum &value() const { return property_.value; }
  bool is_null() const { return value().kind == CIMWIRE_DATUM_KIND_NULL; }
  std::optional<bool> boolean() const { return as(CIMWIRE_DATUM_KIND_BOOLEAN, value().boolean); }
  std::optional<std::uint64_t> unsigned_() const {
    return as(CIMWIRE_DATUM_KIND_UNSIGNED, value().unsigned_);
  }
  std::optional<std::int64_t> signed_() const {
    return as(CIMWIRE_DATUM_KIND_SIGNED, value().signed_);
  }
  std::optional<double> real() const { return as(CIMWIRE_DATUM_KIND_REAL, value().real); }
  /* A string, a date-time or an octet string. */
  std::optional<std::string_view> text() const { return detail::optional(value().text); }
  /* The values of an array. */
  std::vector<cimwire_datum> items() const {
    std::vector<cimwire_datum> items;
    cimwire_datum at;
    if (value().kind != CIMWIRE_DATUM_KIND_ARRAY) return items;
    for (std::size_t i = 0; cimwire_properties_item(list_, index_, i, &at) == CIMWIRE_OK; i++)
      items.push_back(at);
    return items;
  }
  /* The embedded instance, or the one of a number in an array of them. */
  std::optional<Instance> instance(std::size_t item = 0) const;

 private:
  template <typename T>
  std::optional<T> as(cimwire_datum_kind kind, T held) const {
    return value().kind == kind ? std::optional<T>(held) : std::nullopt;
  }

  const cimwire_properties *list_;
  std::size_t index_;
  cimwire_property property_;
};

/* Properties, or parameters: `for (cimwire::Property property : fan.properties())`. */
class Properties : public detail::Handle<cimwire_properties, cimwire_properties_free> {
 public:
  class iterator {
   public:
    iterator(const cimwire_properties *list, std::size_t index) : list_(list), index_(index) {}
    Property operator*() const {
      cimwire_property at = {};
      cimwire_properties_at(list_, index_, &at);
      return Property(list_, index_, at);
    }
    iterator &operator++() {
      index_++;
      return *this;
    }
    bool operator!=(const iterator &other) const { return index_ != other.index_; }

   private:
    const cimwire_properties *list_;
    std::size_t index_;
  };

  std::size_t size() const {
    std::size_t size = 0;
    cimwire_properties_count(raw(), &size);
    return size;
  }
  Property operator[](std::size_t index) const { return *iterator(raw(), index); }
  iterator begin() const { return iterator(raw(), 0); }
  iterator end() const { return iterator(raw(), size()); }
};

/* An instance of a class, with the types of a schema where that knows the class. */
class Instance : public detail::Handle<cimwire_instance, cimwire_instance_free> {
 public:
  Instance() = default;
  /* The instance that an element is. */
  explicit Instance(View view) { cimwire_instance_of(view.raw(), nullptr, out()); }
  Instance(View view, const Schema &schema) {
    cimwire_instance_of(view.raw(), schema.raw(), out());
  }

  std::string_view class_name() const { return detail::view(read().class_name); }
  std::string_view namespace_() const { return detail::view(read().namespace_); }
  View view() const { return View(read().view); }
  bool is_typed() const { return read().is_typed; }
  Properties properties() const {
    Properties properties;
    cimwire_instance_properties(raw(), properties.out());
    return properties;
  }
  /* The property of a name, in any case: a list of one, or of none. */
  Properties property(std::string_view name) const {
    Properties property;
    cimwire_instance_property(raw(), detail::str(name), property.out());
    return property;
  }
  /* What the value of a property means by its class. */
  std::optional<std::string_view> meaning(std::string_view property) const {
    cimwire_str meaning = {nullptr, 0};
    cimwire_instance_meaning(raw(), detail::str(property), &meaning);
    return detail::optional(meaning);
  }

 private:
  cimwire_instance_details read() const {
    cimwire_instance_details details = {};
    cimwire_instance_read(raw(), &details);
    return details;
  }
};

inline std::optional<Instance> Property::instance(std::size_t item) const {
  Instance instance;
  const auto code = cimwire_properties_instance(list_, index_, item, instance.out());
  return code == CIMWIRE_OK ? std::optional<Instance>(std::move(instance)) : std::nullopt;
}

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

/* An answer to send. */
class Reply : public detail::Handle<cimwire_reply, cimwire_reply_free> {
 public:
  std::string_view bytes() const { return detail::view(read().bytes); }
  std::string_view content_type() const { return detail::view(read().content_type); }
  std::uint16_t status() const { return read().status; }

 private:
  cimwire_reply_details read() const {
    cimwire_reply_details details = {};
    cimwire_reply_read(raw(), &details);
    return details;
  }
};

/* A document whose root is a SOAP 1.2 envelope. */
class Message : public detail::Handle<cimwire_message, cimwire_message_free> {
 public:
  /* What it asks or says, as "PullResponse". */
  std::string_view kind() const {
    cimwire_str kind = {nullptr, 0};
    cimwire_message_kind(raw(), &kind);
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
    return Children(items ? items->raw() : none);
  }
  /* The instances that it brings, with the types of a schema. */
  std::vector<Instance> instances(const Schema &schema) const {
    detail::Handle<cimwire_items, cimwire_items_free> items;
    cimwire_message_typed_items(raw(), schema.raw(), items.out());
    std::size_t count = 0;
    cimwire_items_count(items.raw(), &count);
    std::vector<Instance> instances;
    for (std::size_t i = 0; i < count; i++) {
      Instance instance;
      if (cimwire_items_instance(items.raw(), i, instance.out()) == CIMWIRE_OK)
        instances.push_back(std::move(instance));
    }
    return instances;
  }
  bool is_end_of_sequence() const {
    bool is_end = false;
    cimwire_message_is_end_of_sequence(raw(), &is_end);
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
    if (cimwire_message_fault(raw(), fault.out()) != CIMWIRE_OK) return std::nullopt;
    return fault;
  }
  std::vector<Deviation> deviations() const {
    detail::RawDeviations list;
    cimwire_message_deviations(raw(), list.out());
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
  Result<Buffer> json() const {
    Buffer json;
    cimwire_error *error = nullptr;
    const auto code = cimwire_message_json(raw(), json.out(), &error);
    return detail::give(code, error, std::move(json));
  }

 private:
  std::optional<View> part(cimwire_code (*which)(const cimwire_message *, cimwire_view *)) const {
    cimwire_view view;
    return which(raw(), &view) == CIMWIRE_OK ? std::optional<View>(View(view)) : std::nullopt;
  }
};

/* An XML document of any root. */
class Document : public detail::Handle<cimwire_document, cimwire_document_free> {
 public:
  View root() const {
    cimwire_view view = {nullptr, 0};
    cimwire_document_root(raw(), &view);
    return View(view);
  }
  Result<Message> message() const {
    Message message;
    cimwire_error *error = nullptr;
    const auto code = cimwire_document_message(raw(), message.out(), &error);
    return detail::give(code, error, std::move(message));
  }
  std::vector<Deviation> deviations() const {
    detail::RawDeviations list;
    cimwire_document_deviations(raw(), list.out());
    return detail::deviations(list);
  }
  Result<Buffer> json() const {
    Buffer json;
    cimwire_error *error = nullptr;
    const auto code = cimwire_document_json(raw(), json.out(), &error);
    return detail::give(code, error, std::move(json));
  }
  Result<Buffer> canon() const {
    Buffer xml;
    const auto code = cimwire_document_canon(raw(), xml.out());
    return detail::give(code, nullptr, std::move(xml));
  }
};

/* How messages are read. */
class Options : public detail::Handle<cimwire_options, cimwire_options_free> {
 public:
  Options() { cimwire_options_new(out()); }
  Options &strict(bool strict = true) {
    cimwire_options_strict(raw(), strict);
    return *this;
  }
  Options &salvage(bool salvage = true) {
    cimwire_options_salvage(raw(), salvage);
    return *this;
  }
  Options &limit(cimwire_limit limit, std::size_t most) {
    cimwire_options_limit(raw(), static_cast<std::int32_t>(limit), most);
    return *this;
  }
  /* The most bytes of memory to read a message with; 0 for no bound. */
  Options &memory(std::size_t most) {
    cimwire_options_memory(raw(), most);
    return *this;
  }
};

/* Reads messages; keep it, for it learns from each. One thread uses it at a time. */
class Decoder : public detail::Handle<cimwire_decoder, cimwire_decoder_free> {
 public:
  Decoder() { cimwire_decoder_new(nullptr, out(), nullptr); }
  explicit Decoder(const Options &options) { cimwire_decoder_new(options.raw(), out(), nullptr); }

  /* Reads a message; the bytes are copied. */
  Result<Message> message(std::string_view input) {
    return read<Message>(cimwire_decoder_message, input);
  }
  /* Reads a message where it stands; the bytes must stay for as long as the message. */
  Result<Message> message_in_place(std::string_view input) {
    return read<Message>(cimwire_decoder_message_in_place, input);
  }
  /* Reads a message where it stands, in the place of another, with its memory. */
  Done refill(Message &message, std::string_view input) {
    cimwire_error *error = nullptr;
    const auto code =
        cimwire_decoder_refill(raw(), message.raw(), input.data(), input.size(), &error);
    return detail::done(code, error);
  }
  Result<Head> head(std::string_view input) { return read<Head>(cimwire_decoder_head, input); }
  Result<Document> document(std::string_view input) {
    return read<Document>(cimwire_decoder_document, input);
  }
  /* Reads an element to put into a body, from XML or JSON. */
  Result<Document> element(std::string_view input) {
    return read<Document>(cimwire_decoder_element, input);
  }

 private:
  template <typename T, typename Raw>
  Result<T> read(cimwire_code (*with)(cimwire_decoder *, const void *, std::size_t, Raw **,
                                      cimwire_error **),
                 std::string_view input) {
    T read;
    cimwire_error *error = nullptr;
    const auto code = with(raw(), input.data(), input.size(), read.out(), &error);
    return detail::give(code, error, std::move(read));
  }
};

/* The XML of a message, document or element that is given as JSON. */
inline Result<Buffer> encode(std::string_view json) {
  Buffer xml;
  cimwire_error *error = nullptr;
  const auto code = cimwire_encode(json.data(), json.size(), nullptr, xml.out(), &error);
  return detail::give(code, error, std::move(xml));
}

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

/* An instance to write: one that was read with changes over it, or a new one. */
class Draft : public detail::Handle<cimwire_draft, cimwire_draft_free> {
 public:
  /* An instance that was read, to be changed. */
  explicit Draft(const Instance &instance) { cimwire_draft_of_instance(instance.raw(), out()); }
  /* A new instance of a class; `Error` with CIMWIRE_NONE where the schema does not have it. */
  static Result<Draft> of_class(const Schema &schema, std::string_view name) {
    Draft draft;
    const auto code = cimwire_draft_of_class(schema.raw(), detail::str(name), draft.out());
    return detail::give(code, nullptr, std::move(draft));
  }

  Done set(std::string_view name, const cimwire_datum &value) {
    cimwire_error *error = nullptr;
    const auto code = cimwire_draft_set(raw(), detail::str(name), value, &error);
    return detail::done(code, error);
  }
  Done set(std::string_view name, std::string_view text) {
    return set(name, cimwire_datum_text(detail::str(text)));
  }
  Done set(std::string_view name, const char *text) { return set(name, std::string_view(text)); }
  Done set(std::string_view name, const std::vector<cimwire_datum> &values) {
    cimwire_error *error = nullptr;
    const auto code =
        cimwire_draft_set_array(raw(), detail::str(name), values.data(), values.size(), &error);
    return detail::done(code, error);
  }
  Done remove(std::string_view name) {
    return detail::done(cimwire_draft_remove(raw(), detail::str(name)));
  }
  /* The element, as the root of a document. */
  Result<Document> build() const {
    Document document;
    cimwire_error *error = nullptr;
    const auto code = cimwire_draft_build(raw(), document.out(), &error);
    return detail::give(code, error, std::move(document));
  }

 private:
  Draft() = default;
};

/* The path of an instance or class. */
class Path : public detail::Handle<cimwire_path, cimwire_path_free> {
 public:
  /* A path as text, of DSP0004 or of WMI. */
  static Result<Path> parse(std::string_view text) {
    Path path;
    cimwire_error *error = nullptr;
    const auto code = cimwire_path_parse(detail::str(text), path.out(), &error);
    return detail::give(code, error, std::move(path));
  }
  /* The path that an endpoint reference is. */
  static Result<Path> of_reference(View reference) {
    Path path;
    cimwire_error *error = nullptr;
    const auto code = cimwire_path_of_reference(reference.raw(), path.out(), &error);
    return detail::give(code, error, std::move(path));
  }

  std::optional<std::string_view> host() const { return detail::optional(read().host); }
  std::optional<std::string_view> namespace_() const {
    return detail::optional(read().namespace_);
  }
  std::string_view class_name() const { return detail::view(read().class_name); }
  /* The text of a key. */
  std::optional<std::string_view> key(std::string_view name) const {
    cimwire_path_key at;
    for (std::size_t i = 0; cimwire_path_key_at(raw(), i, &at) == CIMWIRE_OK; i++)
      if (detail::view(at.name) == name) return detail::optional(at.text);
    return std::nullopt;
  }
  /* Sets what the resource URI begins with. */
  Done set_base(std::string_view base) {
    return detail::done(cimwire_path_set_base(raw(), detail::str(base)));
  }
  Result<Buffer> resource_uri() const {
    Buffer uri;
    cimwire_error *error = nullptr;
    const auto code = cimwire_path_resource_uri(raw(), uri.out(), &error);
    return detail::give(code, error, std::move(uri));
  }
  /* The endpoint reference to it, as the root of a document. */
  Result<Document> reference(std::string_view address, std::string_view version = "2004") const {
    Document document;
    cimwire_error *error = nullptr;
    const auto code = cimwire_path_reference(raw(), detail::str(address), detail::str(version),
                                             document.out(), &error);
    return detail::give(code, error, std::move(document));
  }

 private:
  Path() = default;
  cimwire_path_details read() const {
    cimwire_path_details details = {};
    cimwire_path_read(raw(), &details);
    return details;
  }
};

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
