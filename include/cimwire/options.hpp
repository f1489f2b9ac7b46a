/* How messages are read. */
#ifndef CIMWIRE_OPTIONS_HPP
#define CIMWIRE_OPTIONS_HPP

#include "error.hpp"

#include <cstddef>
#include <cstdint>

namespace cimwire {

/* How messages are read. */
class Options : public detail::Handle<cimwire_options, cimwire_options_free> {
 public:
  Options() { detail::asked(cimwire_options_new(out())); }
  Options &strict(bool strict = true) {
    detail::asked(cimwire_options_strict(raw(), strict));
    return *this;
  }
  Options &salvage(bool salvage = true) {
    detail::asked(cimwire_options_salvage(raw(), salvage));
    return *this;
  }
  Options &limit(cimwire_limit limit, std::size_t most) {
    detail::asked(cimwire_options_limit(raw(), static_cast<std::int32_t>(limit), most));
    return *this;
  }
  /* The most bytes of memory to read a message with; 0 for no bound. */
  Options &memory(std::size_t most) {
    detail::asked(cimwire_options_memory(raw(), most));
    return *this;
  }
};

}  // namespace cimwire

#endif
