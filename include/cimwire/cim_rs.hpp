/* Instances as CIM-RS has them. */
#ifndef CIMWIRE_CIM_RS_HPP
#define CIMWIRE_CIM_RS_HPP

#include "decoder.hpp"

#include <optional>
#include <string_view>
#include <utility>

namespace cimwire {

/* How instances are written and read as CIM-RS has them, strictly, with the types of a schema. */
class CimRs : public detail::Handle<cimwire_cim_rs, cimwire_cim_rs_free> {
 public:
  /*
   * With the types of a schema; what identifiers begin with; the CIM namespace of instances that do
   * not say in which they are; the class that was enumerated, where the items are not all of one.
   */
  static Result<CimRs> with(const Schema &schema, std::string_view root = "",
                            std::optional<std::string_view> namespace_ = std::nullopt,
                            std::optional<std::string_view> class_name = std::nullopt) {
    CimRs form;
    const auto code = cimwire_cim_rs_new(schema.raw(), detail::str(root), if_any(namespace_),
                                         if_any(class_name), form.out());
    return detail::give(code, nullptr, std::move(form));
  }
  /* The JSON of what a message brings: a collection, or an instance. */
  Result<Buffer> message(const Message &message) const {
    Buffer json;
    cimwire_error *error = nullptr;
    const auto code = cimwire_cim_rs_message(raw(), message.raw(), json.out(), &error);
    return detail::give(code, error, std::move(json));
  }
  /* The JSON of the instance that an element is, or brings with an endpoint reference. */
  Result<Buffer> item(View item) const {
    Buffer json;
    cimwire_error *error = nullptr;
    const auto code = cimwire_cim_rs_item(raw(), item.raw(), json.out(), &error);
    return detail::give(code, error, std::move(json));
  }
  /* The XML of an instance that is given as JSON. */
  Result<Buffer> encode(std::string_view json) const { return encode_within(json, nullptr); }
  /* The same, within the limits of options. */
  Result<Buffer> encode(std::string_view json, const Options &options) const {
    return encode_within(json, options.raw());
  }

 private:
  CimRs() = default;
  static cimwire_str if_any(std::optional<std::string_view> text) {
    return text ? detail::str(*text) : cimwire_str{nullptr, 0};
  }
  Result<Buffer> encode_within(std::string_view json, const cimwire_options *options) const {
    Buffer xml;
    cimwire_error *error = nullptr;
    const auto code =
        cimwire_cim_rs_encode(raw(), json.data(), json.size(), options, xml.out(), &error);
    return detail::give(code, error, std::move(xml));
  }
};

}  // namespace cimwire

#endif
