/* What was let pass. */
#ifndef CIMWIRE_DEVIATION_HPP
#define CIMWIRE_DEVIATION_HPP

#include "error.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace cimwire {

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
  for (std::size_t i = 0; detail::asked(cimwire_deviations_at(list.raw(), i, &at)); i++)
    deviations.push_back({std::string(view(at.rule)), std::string(view(at.kind)),
                          std::string(view(at.text)), std::string(view(at.path)), at.level,
                          at.offset, at.line, at.column});
  return deviations;
}

}  // namespace detail

}  // namespace cimwire

#endif
