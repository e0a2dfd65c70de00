#include "aio/errors.hpp"

#include "aio/str.hpp"

namespace aio {

std::string exception::argument() const
{
    return argument_ == kind::text ? repr(message_) : message_;
}

key_error::key_error(const std::string& key) : lookup_error(as_it_is{}, repr(key)) {}

error_text describe(const std::exception_ptr& error)
{
    try {
        std::rethrow_exception(error);
    } catch (const base_exception& e) {
        const std::string module = e.module();
        return {e.type_name(), module.empty() ? e.type_name() : module + "." + e.type_name(), e.what(),
                dynamic_cast<const cancelled_error*>(&e) != nullptr};
    } catch (const std::exception& e) {
        return {"RuntimeError", "RuntimeError", e.what(), false};
    } catch (...) {
        return {"RuntimeError", "RuntimeError", "an exception of an unknown type", false};
    }
}

}  // namespace aio
