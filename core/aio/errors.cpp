#include "aio/errors.hpp"

namespace aio {

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
