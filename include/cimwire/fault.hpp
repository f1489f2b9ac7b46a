/* Why a request failed. */
#ifndef CIMWIRE_FAULT_HPP
#define CIMWIRE_FAULT_HPP

#include "view.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace cimwire {

/* An error of CIM in the detail of a fault; of the fault that it was asked of. */
class CimError {
 public:
  explicit CimError(const cimwire_cim_error &error) : error_(error) {}
  std::optional<std::string_view> class_name() const { return detail::optional(error_.class_name); }
  /* The status of CIM, by its number and its name. */
  std::uint32_t status() const { return error_.status; }
  std::optional<std::string_view> status_name() const {
    return detail::optional(error_.status_name);
  }
  std::optional<std::string_view> message() const { return detail::optional(error_.message); }
  std::optional<std::string_view> message_id() const { return detail::optional(error_.message_id); }
  std::optional<std::string_view> owning_entity() const {
    return detail::optional(error_.owning_entity);
  }
  View view() const { return View(error_.view); }

 private:
  cimwire_cim_error error_;
};

/* What Windows, or one of its providers, says; of the fault that it was asked of. */
class WindowsFault {
 public:
  explicit WindowsFault(const cimwire_windows_fault &fault) : fault_(fault) {}
  std::uint32_t code() const { return fault_.code; }
  /* The machine, or the provider. */
  std::optional<std::string_view> source() const { return detail::optional(fault_.source); }
  std::optional<std::string_view> message() const { return detail::optional(fault_.message); }
  View view() const { return View(fault_.view); }

 private:
  cimwire_windows_fault fault_;
};

/* Why, in one language; of the fault that it was asked of. */
struct Reason {
  std::string_view language, text;
};

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
    detail::asked(cimwire_fault_reason(raw(), detail::str(language), &text));
    return detail::optional(text);
  }
  /* Why, in all languages there are. */
  std::vector<Reason> reasons() const {
    std::vector<Reason> reasons;
    cimwire_reason at;
    for (std::size_t i = 0; detail::asked(cimwire_fault_reason_at(raw(), i, &at)); i++)
      reasons.push_back({detail::view(at.language), detail::view(at.text)});
    return reasons;
  }
  /* The errors of CIM in the detail. */
  std::vector<CimError> cim_errors() const {
    std::vector<CimError> errors;
    cimwire_cim_error at;
    for (std::size_t i = 0; detail::asked(cimwire_fault_cim_error_at(raw(), i, &at)); i++)
      errors.emplace_back(at);
    return errors;
  }
  /* What Windows says in the detail. */
  std::optional<WindowsFault> windows() const {
    cimwire_windows_fault fault;
    if (!detail::asked(cimwire_fault_windows(raw(), &fault))) return std::nullopt;
    return WindowsFault(fault);
  }
  /* What providers say in what Windows says. */
  std::vector<WindowsFault> providers() const {
    std::vector<WindowsFault> providers;
    cimwire_windows_fault at;
    for (std::size_t i = 0; detail::asked(cimwire_fault_provider_at(raw(), i, &at)); i++)
      providers.emplace_back(at);
    return providers;
  }
  /* The element of the detail; it is of the message that the fault was asked of. */
  std::optional<View> detail() const {
    cimwire_view view;
    const bool has = detail::asked(cimwire_fault_detail(raw(), &view));
    return has ? std::optional<View>(View(view)) : std::nullopt;
  }

 private:
  cimwire_fault_details read() const {
    cimwire_fault_details details = {};
    detail::asked(cimwire_fault_read(raw(), &details));
    return details;
  }
};

}  // namespace cimwire

#endif
