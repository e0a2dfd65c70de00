#pragma once
// Writes JSON: values are appended to a string, and the commas come by themselves.

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

    /// The name of the next value in an object.
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
    /// What is JSON already: a value, or an object's members with commas between them.
    writer& raw(std::string_view text);
    /// The next value, or bracket, begins a line.
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
    /// What has been written since the last call, which makes room for more.
    std::string take() noexcept { return std::exchange(text_, {}); }

private:
    writer& open(char bracket);
    writer& close(char bracket);
    void separate();
    void break_line();

    std::string text_;
    double number_ = 0;  // the last that was written: times are often the same
    std::string digits_ = "0.0";
    bool broken_ = false;  // a line break is due
    bool first_ = true;    // the innermost object or array is empty so far, or a key was just written
};

}  // namespace json
