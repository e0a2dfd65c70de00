#include "aio/errors.hpp"

namespace aio {

error_text describe(const std::exception_ptr& error)
{
    try {
        std::rethrow_exception(error);
    } catch (const cancelled_error& e) {
        return {"CancelledError", "asyncio.exceptions.CancelledError", e.message(), true};
    } catch (const exception& e) {
        const std::string module = e.module();
        return {e.type_name(), module.empty() ? e.type_name() : module + "." + e.type_name(),
                e.what(), false};
    } catch (const std::exception& e) {
        return {"RuntimeError", "RuntimeError", e.what(), false};
    } catch (...) {
        return {"RuntimeError", "RuntimeError", "an exception of an unknown type", false};
    }
}

}  // namespace aio
