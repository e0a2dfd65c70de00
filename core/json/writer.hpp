#pragma once
// Writes JSON: appends values to a string and adds the commas itself.

#include <concepts>
#include <string>
#include <string_view>
#include <utility>

namespace json {

class writer {
public:
    writer& begin_object() { return open('{'); }
    writer& end_object() { return close('}'); }
    writer& begin_array() { return open('['); }
    writer& end_array() { return close(']'); }

    /// Writes the name of the next value in an object.
    writer& key(std::string_view name);
    writer& value(std::string_view text);
    writer& value(const char* text) { return value(std::string_view(text)); }
    writer& value(double number);
    writer& value(bool yes) { return raw(yes ? "true" : "false"); }
    template <std::integral T>
    writer& value(T number)
    {
        return raw(std::to_string(number));
    }
    writer& null() { return raw("null"); }
    /// Writes text that's already JSON: a value, or the members of an object, separated by commas.
    writer& raw(std::string_view text);
    /// Starts a new line before the next value or bracket.
    writer& line() noexcept
    {
        broken_ = true;
        return *this;
    }

    template <class T>
    writer& field(std::string_view name, const T& v)
    {
        return key(name).value(v);
    }

    const std::string& text() const noexcept { return text_; }
    /// Returns what was written since the last call and empties the buffer.
    std::string take() noexcept { return std::exchange(text_, {}); }

private:
    writer& open(char bracket);
    writer& close(char bracket);
    void separate();
    void break_line();

    std::string text_;
    double number_ = 0;  // the last number written: times often repeat
    std::string digits_ = "0.0";
    bool broken_ = false;  // a line break is due before the next value
    bool first_ = true;    // the innermost object or array is still empty, or a key was just written
};

}  // namespace json
