#pragma once
// Writes SVG: elements with attributes, escaped texts, and lengths that are exact to a hundredth of a pixel.

#include <string>
#include <string_view>

namespace web {

class svg_writer {
public:
    /// Begins an element; its attributes follow.
    svg_writer& open(const char* name);
    svg_writer& with(const char* attribute, std::string_view value);
    svg_writer& with(const char* attribute, double value) { return with(attribute, number(value)); }
    svg_writer& with(const char* attribute, int value) { return with(attribute, static_cast<double>(value)); }
    /// Ends the element that was opened last, without content.
    svg_writer& end();
    /// The same, with a text as its content.
    svg_writer& end(std::string_view text);
    /// The same, with a title: a tooltip, which screen readers read.
    svg_writer& titled(std::string_view title);
    /// Lets the content of the element that was opened last follow, up to `close`.
    svg_writer& begin();
    svg_writer& close(const char* name);

    svg_writer& rect(double x, double y, double width, double height)
    {
        return open("rect").with("x", x).with("y", y).with("width", width).with("height", height);
    }

    static std::string number(double value);
    std::string take() noexcept { return std::move(text_); }

private:
    void escape(std::string_view text);

    std::string text_;
    const char* name_ = "";
};

}  // namespace web
