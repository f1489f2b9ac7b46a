/* What is not as its class has it. */
#ifndef CIMWIRE_MISFIT_HPP
#define CIMWIRE_MISFIT_HPP

#include "error.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace cimwire {

/* A property or parameter that is not as its class has it. */
struct Misfit {
  std::string kind, property, expected;
  std::size_t offset;
};

namespace detail {

using RawMisfits = Handle<cimwire_misfits, cimwire_misfits_free>;

inline std::vector<Misfit> misfits(const RawMisfits &list) {
  std::vector<Misfit> misfits;
  cimwire_misfit at;
  for (std::size_t i = 0; detail::asked(cimwire_misfits_at(list.raw(), i, &at)); i++)
    misfits.push_back({std::string(view(at.kind)), std::string(view(at.property)),
                       std::string(view(at.expected)), at.offset});
  return misfits;
}

}  // namespace detail

}  // namespace cimwire

#endif
