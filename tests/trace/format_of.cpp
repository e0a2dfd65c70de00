#include "format_of.hpp"

#include <algorithm>
#include <stdexcept>

#include "trace/checker.hpp"
#include "trace/json.hpp"
#include "trace/reader.hpp"

namespace tests {

std::string read(std::string_view text, trace::log& into, std::size_t piece)
{
    trace::reader r(into);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t size = std::min(piece, text.size() - at);
        r.feed(text.substr(at, size));
        at += size;
    }
    return r.finish();
}

std::string format_fault(const trace::log& l)
{
    trace::checker c;
    for (const trace::event& e : l.events()) {
        if (std::string wrong = c.next(l, e); !wrong.empty()) {
            return wrong;
        }
    }
    const std::string text = trace::write(l);
    trace::log copy;
    if (std::string wrong = read(text, copy); !wrong.empty()) {
        return "Not read: " + wrong;
    }
    if (!(copy == l)) {
        return "Another log was read than was written.";
    }
    return trace::write(copy) == text ? "" : "What was read is written in another way.";
}

trace::log log_of(std::string_view text)
{
    trace::log l;
    if (const std::string wrong = read(text, l); !wrong.empty()) {
        throw std::invalid_argument(wrong);
    }
    if (const std::string wrong = format_fault(l); !wrong.empty()) {
        throw std::invalid_argument(wrong);
    }
    return l;
}

}  // namespace tests
