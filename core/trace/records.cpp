#include "trace/records.hpp"

#include <cstdio>

#include "aio/observer.hpp"

namespace trace {

namespace {

constexpr double tolerance = 1e-9;  // the clock's own resolution

std::string stamp(double time)
{
    char text[64];
    std::snprintf(text, sizeof text, "t=%.6f ", time);
    return text;
}

// Replaces white space with '_', as the oracle does, so that a record consists of words.
std::string plain(std::string name)
{
    for (char& c : name) {
        if (c == ' ' || (c >= '\t' && c <= '\r')) {
            c = '_';
        }
    }
    return name;
}

const char* word(kind k)
{
    switch (k) {
    case kind::task_created:
        return "create ";
    case kind::task_stepped:
        return "step ";
    case kind::task_cancel:
        return "cancel ";
    default:
        return "";
    }
}

}  // namespace

std::string record_writer::next(const log& from)
{
    std::string out;
    const auto& events = from.events();
    for (; position_ != events.size() && !cut_; ++position_) {
        if (events[position_].time > options_.until + tolerance) {
            cut_ = true;
        } else {
            write(from, events[position_], out);
        }
    }
    return out;
}

void record_writer::write(const log& from, const event& e, std::string& out)
{
    if (e.kind == kind::task_created) {
        names_.resize(std::max<std::size_t>(names_.size(), e.task + std::size_t{1}), "-");
        names_[e.task] = plain(from.text(e.text));
    } else if (e.kind == kind::task_renamed) {
        names_[e.task] = plain(from.text(e.text));
    }
    switch (e.kind) {
    case kind::printed:
        printed(e, from.text(e.text), out);
        break;
    case kind::uncaught: {
        const std::string& message = from.text(e.other);
        out += stamp(e.time) + "task=- " + from.text(e.text);
        out += (message.empty() ? "" : ": " + message) + "\n";
        break;
    }
    case kind::deadlock:
        out += stamp(e.time) + "task=- deadlock: no task can run\n";
        break;
    case kind::task_created:
    case kind::task_stepped:
    case kind::task_cancel:
        if (options_.switches) {
            out += stamp(e.time) + word(e.kind) + names_[e.task] + "\n";
        }
        break;
    case kind::task_suspended:
        if (options_.lines) {
            out += stamp(e.time) + "line " + names_[e.task] + " " + std::to_string(e.line) + "\n";
        }
        break;
    case kind::task_ended:
        if (options_.switches) {
            const auto how = static_cast<aio::ending>(e.detail);
            out += stamp(e.time);
            out += how == aio::ending::done        ? "done "
                   : how == aio::ending::cancelled ? "cancelled "
                                                   : "failed ";
            out += names_[e.task];
            out += (how == aio::ending::failed ? " " + from.text(e.text) : "") + "\n";
        }
        break;
    default:
        break;
    }
}

void record_writer::printed(const event& e, const std::string& text, std::string& out)
{
    std::size_t start = 0;
    for (;;) {
        const std::size_t end = text.find('\n', start);
        if (end == std::string::npos) {
            line_ += text.substr(start);
            return;
        }
        const std::string& task = e.by < names_.size() && e.by ? names_[e.by] : std::string("-");
        out += stamp(e.time) + "task=" + task + " " + line_ + text.substr(start, end - start) + "\n";
        line_.clear();
        start = end + 1;
    }
}

}  // namespace trace
