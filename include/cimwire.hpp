/*
 * cimwire for C++17: the functions of cimwire.h as types that free what they own.
 *
 * An object that owns moves and does not copy; one that was moved from is empty, and calls on it
 * fail as those on NULL do, but that it has no properties or items. A `View` is a value. Texts are `std::string_view`s that live as long as
 * what they were asked of, or what their view is of. What need not be there is a `std::optional`.
 *
 * A call that fails throws `cimwire::Error`. Where CIMWIRE_NO_EXCEPTIONS is defined, it returns a
 * `cimwire::Result<T>` instead: `if (result) use(*result); else tell(result.error());`. What is asked
 * for as it is, such as `name()`, is then empty where the call fails: where the handle is empty, is
 * changed by another thread, or there is no memory; `raw()` and the function of cimwire.h tell which.
 */
#ifndef CIMWIRE_HPP
#define CIMWIRE_HPP

#include "cimwire/buffer.hpp"
#include "cimwire/cim_rs.hpp"
#include "cimwire/class.hpp"
#include "cimwire/decoder.hpp"
#include "cimwire/deviation.hpp"
#include "cimwire/document.hpp"
#include "cimwire/draft.hpp"
#include "cimwire/error.hpp"
#include "cimwire/fault.hpp"
#include "cimwire/handle.hpp"
#include "cimwire/head.hpp"
#include "cimwire/instance.hpp"
#include "cimwire/message.hpp"
#include "cimwire/method.hpp"
#include "cimwire/misfit.hpp"
#include "cimwire/moment.hpp"
#include "cimwire/options.hpp"
#include "cimwire/path.hpp"
#include "cimwire/property.hpp"
#include "cimwire/reply.hpp"
#include "cimwire/request.hpp"
#include "cimwire/response.hpp"
#include "cimwire/schema.hpp"
#include "cimwire/value.hpp"
#include "cimwire/view.hpp"
#include "cimwire/walk.hpp"

#endif
