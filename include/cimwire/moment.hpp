/* What date-times stand for. */
#ifndef CIMWIRE_MOMENT_HPP
#define CIMWIRE_MOMENT_HPP

#include "error.hpp"

#include <optional>
#include <string_view>

namespace cimwire {

/* What a date-time stands for; `kind` says which members have it. */
using Moment = cimwire_moment;

/* What a text stands for, of CIM or of XML. */
inline std::optional<Moment> moment_of(std::string_view text) {
  Moment moment = {};
  const bool has = detail::asked(cimwire_moment_of(detail::str(text), &moment));
  return has ? std::optional<Moment>(moment) : std::nullopt;
}

}  // namespace cimwire

#endif
