#pragma once
// Just enough JSON to write: values are appended to a string, commas come by themselves.

#include <string>
#include <string_view>

namespace lessons {

class json {
public:
    json& begin_object() { return open('{'); }
    json& end_object() { return close('}'); }
    json& begin_array() { return open('['); }
    json& end_array() { return close(']'); }

    /// The name of the next value in an object.
    json& key(std::string_view name);
    json& value(std::string_view text);
    json& value(const char* text) { return value(std::string_view(text)); }
    json& value(double number);
    json& value(bool yes) { return raw(yes ? "true" : "false"); }
    json& null() { return raw("null"); }

    template <class T>
    json& field(std::string_view name, const T& v)
    {
        return key(name).value(v);
    }

    const std::string& text() const noexcept { return text_; }

private:
    json& open(char bracket);
    json& close(char bracket);
    json& raw(std::string_view text);
    void separate();

    std::string text_;
    bool first_ = true;  // nothing stands yet in the innermost object or array, or after a key
};

}  // namespace lessons
