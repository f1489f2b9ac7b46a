/* Elements. */
#ifndef CIMWIRE_VIEW_HPP
#define CIMWIRE_VIEW_HPP

#include "buffer.hpp"
#include "error.hpp"
#include "walk.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cimwire {

/* An attribute of an element. */
struct Attribute {
  std::string namespace_, prefix, name, value;
};

class Children;
class Message;
class Nodes;

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
    detail::asked(cimwire_view_is_nil(view_, &is_nil));
    return is_nil;
  }
  /* Whether both say the same: prefixes, comments and the order of attributes aside. */
  bool is_same(View other) const {
    bool is_same = false;
    detail::asked(cimwire_view_is_same(view_, other.view_, &is_same));
    return is_same;
  }
  /* The first element directly inside with a namespace and local name. */
  std::optional<View> child(std::string_view namespace_, std::string_view name) const {
    cimwire_view child;
    const bool has =
        detail::asked(cimwire_view_child(view_, detail::str(namespace_), detail::str(name), &child));
    return has ? std::optional<View>(View(child)) : std::nullopt;
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
    const bool has =
        detail::asked(cimwire_view_attribute(view_, detail::str(namespace_), detail::str(name), &value));
    return has ? detail::optional(value) : std::nullopt;
  }
  /* The attributes in document order. */
  std::vector<Attribute> attributes() const {
    detail::Handle<cimwire_attributes, cimwire_attributes_free> list;
    detail::asked(cimwire_view_attributes(view_, list.out()));
    std::vector<Attribute> attributes;
    cimwire_attribute at;
    for (std::size_t i = 0; detail::asked(cimwire_attributes_at(list.raw(), i, &at)); i++)
      attributes.push_back({std::string(detail::view(at.namespace_)),
                            std::string(detail::view(at.prefix)),
                            std::string(detail::view(at.name)),
                            std::string(detail::view(at.value))});
    return attributes;
  }
  /* The elements directly inside: `for (cimwire::Entry child : view.children())`. */
  Children children() const;
  /* All elements inside, those inside others too, in document order. */
  Children elements() const;
  /* All that is directly inside: elements, text, comments and instructions. */
  Nodes nodes() const;
  /* The message that it is, as a document of its own. */
  Result<Message> message() const;
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
    detail::asked(what(view_, &text));
    return detail::view(text);
  }

  cimwire_view view_;
};

/* An element that a walk met: what is mostly asked of one is there without a call. */
class Entry : public View {
 public:
  explicit Entry(const cimwire_entry &entry) : View(entry.view), entry_(entry) {}

  /* Its place, which rises in document order. */
  std::size_t place() const { return entry_.view.place; }
  /* The first place behind it: those of the elements inside it are below. */
  std::size_t end() const { return entry_.end; }
  std::string_view name() const { return detail::view(entry_.name); }
  std::string_view namespace_() const { return detail::view(entry_.namespace_); }
  std::string_view text() const {
    return has_elements() ? View::text() : detail::view(entry_.text);
  }
  bool is_nil() const { return entry_.is_nil; }
  /* Whether there are elements inside. */
  bool has_elements() const { return entry_.text.data == nullptr; }

 private:
  cimwire_entry entry_;
};

/* What stands in an element. */
class Node {
 public:
  explicit Node(const cimwire_node &node) : node_(node) {}
  cimwire_node_kind kind() const { return static_cast<cimwire_node_kind>(node_.kind); }
  /* The text of what is no element. */
  std::string_view text() const { return detail::view(node_.text); }
  /* The element; of what is none, the one that it is in. */
  View view() const { return View(node_.view); }

 private:
  cimwire_node node_;
};

namespace detail {

/* The calls that walk elements. */
struct Elements {
  using Raw = cimwire_entry;
  using Item = Entry;

  std::size_t fill(std::size_t, const Raw *last, Raw *entries, std::size_t capacity) const {
    if (around.owner == nullptr) return 0;
    const cimwire_view behind = last == nullptr ? around : last->view;
    std::size_t count = 0;
    asked(call(around, behind, entries, capacity, &count));
    return count;
  }
  Item item(std::size_t, const Raw &entry) const { return Entry(entry); }

  cimwire_view around = {nullptr, 0};
  cimwire_code (*call)(cimwire_view, cimwire_view, cimwire_entry *, std::size_t,
                       std::size_t *) = cimwire_view_children;
};

/* The call that tells nodes. */
struct NodeList {
  using Raw = cimwire_node;
  using Item = Node;

  std::size_t fill(std::size_t passed, const Raw *, Raw *nodes, std::size_t capacity) const {
    std::size_t count = 0;
    while (count < capacity && asked(cimwire_nodes_at(list, passed + count, &nodes[count])))
      count++;
    return count;
  }
  Item item(std::size_t, const Raw &node) const { return Node(node); }

  const cimwire_nodes *list = nullptr;
};

}  // namespace detail

/* All that is directly inside an element: `for (cimwire::Node node : view.nodes())`. */
class Nodes : public detail::Handle<cimwire_nodes, cimwire_nodes_free> {
 public:
  using iterator = detail::Walk<detail::NodeList>;

  iterator begin() const { return iterator(detail::NodeList{raw()}); }
  iterator end() const { return iterator(); }
};

/* The elements inside one: its children, or all. */
class Children {
 public:
  using iterator = detail::Walk<detail::Elements>;

  explicit Children(detail::Elements elements) : elements_(elements) {}
  iterator begin() const { return iterator(elements_); }
  iterator end() const { return iterator(); }

 private:
  detail::Elements elements_;
};

inline Children View::children() const {
  return Children(detail::Elements{view_, cimwire_view_children});
}

inline Children View::elements() const {
  return Children(detail::Elements{view_, cimwire_view_elements});
}

inline Nodes View::nodes() const {
  Nodes nodes;
  detail::asked(cimwire_view_nodes(view_, nodes.out()));
  return nodes;
}

}  // namespace cimwire

#endif
