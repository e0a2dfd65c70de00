#include "lessons/trace_json.hpp"

#include <array>

#include "lessons/json.hpp"

namespace lessons {

namespace {

using names = std::span<const char* const>;

constexpr std::array callback_kinds{"step", "wakeup", "timer", "done_callback", "callback", "internal"};
constexpr std::array wait_kinds{"turn", "sleep", "task", "gather", "several", "group", "future", "resource"};
constexpr std::array endings{"done", "cancelled", "failed"};
constexpr std::array resource_kinds{"queue",     "lifo_queue", "priority_queue", "lock",  "event",
                                    "condition", "semaphore",  "barrier",        "future"};
constexpr std::array roles{"getter", "putter", "joiner", "acquirer", "waiter"};
constexpr std::array reports{"never_awaited",  "never_retrieved",   "shutdown_error",
                             "callback_error", "destroyed_pending", "generator_error",
                             "handler_error",  "shielded_error",    "other"};
constexpr std::array switches{"no", "yes"};

/// What the fields of an event mean, by its kind; null for those that mean nothing.
struct shape {
    const char* kind;
    const char* subject = nullptr;
    const char* value = nullptr;
    const char* text = nullptr;
    const char* other = nullptr;
    bool other_is_text = true;
    const char* detail = nullptr;
    names details = {};
    bool task = false;
    bool line = false;
};

constexpr shape of_callback(const char* kind)
{
    return {.kind = kind, .subject = "timer", .detail = "callback", .details = callback_kinds, .task = true};
}

constexpr shape of_item(const char* kind, const char* value)
{
    return {.kind = kind, .subject = "resource", .value = value, .other = "item", .other_is_text = false};
}

constexpr shape of_wait(const char* kind)
{
    return {.kind = kind, .subject = "resource", .detail = "role", .details = roles, .task = true};
}

shape shape_of(trace::kind k)
{
    using trace::kind;
    switch (k) {
    case kind::iteration:
        return {.kind = "iteration", .subject = "number", .value = "callbacks"};
    case kind::clock:
        return {.kind = "clock"};
    case kind::held:
        return {.kind = "held", .value = "until"};
    case kind::queued:
        return of_callback("queued");
    case kind::unqueued:
        return of_callback("unqueued");
    case kind::callback_began:
        return of_callback("callback_began");
    case kind::callback_ended:
        return {.kind = "callback_ended"};
    case kind::timer_set:
        return {.kind = "timer_set", .subject = "timer", .value = "when", .task = true};
    case kind::timer_fired:
        return {.kind = "timer_fired", .subject = "timer"};
    case kind::timer_cancelled:
        return {.kind = "timer_cancelled", .subject = "timer"};
    case kind::task_created:
        return {.kind = "task_created", .text = "name", .other = "function", .task = true, .line = true};
    case kind::task_renamed:
        return {.kind = "task_renamed", .text = "name", .task = true};
    case kind::task_stepped:
        return {.kind = "task_stepped", .task = true};
    case kind::task_suspended:
        return {.kind = "task_suspended",
                .subject = "subject",
                .text = "function",
                .other = "callers",
                .detail = "waits_for",
                .details = wait_kinds,
                .task = true,
                .line = true};
    case kind::task_cancel:
        return {.kind = "task_cancel", .task = true};
    case kind::task_ended:
        return {.kind = "task_ended", .text = "exception", .detail = "how", .details = endings, .task = true};
    case kind::resource_made:
        return {.kind = "resource_made",
                .subject = "resource",
                .value = "limit",
                .detail = "what",
                .details = resource_kinds};
    case kind::resource_dropped:
        return {.kind = "resource_dropped", .subject = "resource"};
    case kind::resource_value:
        return {.kind = "resource_value", .subject = "resource", .value = "value"};
    case kind::resource_closed:
        return {.kind = "resource_closed", .subject = "resource", .detail = "closed", .details = switches};
    case kind::resource_held:
        return {.kind = "resource_held",
                .subject = "resource",
                .detail = "held",
                .details = switches,
                .task = true};
    case kind::wait_began:
        return of_wait("wait_began");
    case kind::wait_ended:
        return of_wait("wait_ended");
    case kind::item_put: {
        shape s = of_item("item_put", "place");
        s.text = "text";
        return s;
    }
    case kind::item_moved:
        return of_item("item_moved", "place");
    case kind::item_got:
        return of_item("item_got", nullptr);
    case kind::printed:
        return {.kind = "printed", .text = "text"};
    case kind::reported:
        return {.kind = "reported", .text = "text", .detail = "what", .details = reports};
    case kind::uncaught:
        return {.kind = "uncaught", .text = "type", .other = "message"};
    case kind::deadlock:
        return {.kind = "deadlock"};
    case kind::finished:
        return {.kind = "finished"};
    }
    return {.kind = "unknown"};
}

void write(json& out, const trace::event& e, const trace::recorder& texts)
{
    const shape s = shape_of(e.kind);
    out.begin_object().field("t", e.time).field("kind", s.kind).field("by", static_cast<double>(e.by));
    if (s.task) {
        out.field("task", static_cast<double>(e.task));
    }
    if (s.subject) {
        out.field(s.subject, static_cast<double>(e.subject));
    }
    if (s.value) {
        out.field(s.value, e.value);
    }
    if (s.detail) {
        out.field(s.detail, e.detail < s.details.size() ? s.details[e.detail] : "unknown");
    }
    if (s.text) {
        out.field(s.text, texts.text(e.text));
    }
    if (s.other) {
        s.other_is_text ? out.field(s.other, texts.text(e.other))
                        : out.field(s.other, static_cast<double>(e.other));
    }
    if (s.line) {
        out.field("line", static_cast<double>(e.line));
    }
    out.end_object();
}

}  // namespace

std::string trace_json(const run& r)
{
    const input& in = r.in();
    json out;
    out.begin_object().field("lesson", in.what->slug).field("seed", static_cast<double>(in.seed));
    out.key("parameters").begin_object();
    for (std::size_t i = 0; i != in.values.size(); ++i) {
        const parameter_info& p = in.what->parameters[i];
        switch (p.type) {
        case parameter_type::choice:
            out.field(p.name, p.choices[static_cast<std::size_t>(in.values[i])]);
            break;
        case parameter_type::toggle:
            out.field(p.name, in.values[i] != 0);
            break;
        default:
            out.field(p.name, in.values[i]);
            break;
        }
    }
    out.end_object().field("ended", r.ended()).field("end", r.time()).key("events").begin_array();
    for (const trace::event& e : r.events().events()) {
        write(out, e, r.events());
    }
    return out.end_array().end_object().text();
}

}  // namespace lessons
