#include "aio/errors.hpp"

#include "aio/str.hpp"

namespace aio {

std::string exception::argument() const
{
    return argument_ == kind::text ? repr(message_) : message_;
}

os_error::os_error(int number, const std::string& text)
    : exception("[Errno " + std::to_string(number) + "] " + text), number_(number)
{}

std::string os_error::argument() const
{
    if (!number_) {
        return exception::argument();
    }
    const std::string number = std::to_string(*number_);
    const std::string text = std::string(what()).substr(std::string("[Errno ] ").size() + number.size());
    return number + ", " + repr(text);
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
