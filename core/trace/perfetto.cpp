#include "trace/perfetto.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <utility>

#include "json/writer.hpp"
#include "trace/schema.hpp"
#include "trace/wakings.hpp"

namespace trace {

namespace {

using json::writer;

constexpr int process = 1;
constexpr std::size_t loop_thread = 1;  // a thread with the process's number comes first

std::string label_of(const history& h, std::uint32_t resource)
{
    const known_resource& r = h.resources()[resource - 1];
    std::string name = shape_of(kind::resource_made).detail.names[static_cast<std::size_t>(r.kind)];
    std::replace(name.begin(), name.end(), '_', ' ');
    return h.resources_of(r.kind) > 1 ? name + " " + std::to_string(r.ordinal) : name;
}

std::string name_of(const history& h, std::uint32_t task)
{
    const std::string& name = h.events().text(h.lanes()[task - 1].name);
    return name.empty() ? "task " + std::to_string(task) : name;
}

bool is_queue(aio::resource_kind k)
{
    return k == aio::resource_kind::queue || k == aio::resource_kind::lifo_queue ||
           k == aio::resource_kind::priority_queue;
}

std::string schema_name(aio::wait_kind what)
{
    return shape_of(kind::task_suspended).detail.names[static_cast<std::size_t>(what)];
}

// 'waiting: Task-2', 'waiting: queue (getter)', 'waiting: gather'.
std::string words_for(const history& h, const segment& s)
{
    const std::string state = name(s.state);
    if (s.state != task_state::waiting) {
        return state;
    }
    if (s.waits == aio::wait_kind::task && s.subject != 0) {
        return state + ": " + name_of(h, s.subject);
    }
    const bool at_resource = s.waits == aio::wait_kind::resource || s.waits == aio::wait_kind::future;
    const shape& suspended = shape_of(kind::task_suspended);
    if (at_resource && s.subject != 0) {
        return state + ": " + label_of(h, s.subject) + " (" +
               suspended.value.names[static_cast<std::size_t>(s.role)] + ")";
    }
    return state + ": " + schema_name(s.waits);
}

class exporter {
public:
    explicit exporter(const history& h) : h_(h), wakings_(h) {}

    std::string write();

private:
    std::size_t of_task(std::uint32_t task) const { return loop_thread + task; }
    std::size_t of_thread(std::uint32_t thread) const { return loop_thread + h_.lanes().size() + thread; }
    std::int64_t end() const { return times_.empty() ? 0 : times_.back() + 1; }
    std::int64_t at(std::size_t position) const
    {
        return position < times_.size() ? times_[position] : end();
    }

    void place_events();
    void write_names();
    void write_loop();
    void write_lane(const lane& l);
    void write_parts(std::span<const part> parts);
    void write_thread(const thread_lane& l);
    void write_wakings(wakings::scene in, std::uint32_t id, std::size_t thread);
    void write_output();
    void write_counters();

    void begin(const char* phase, const std::string& name, std::size_t thread);
    void begin_slice(const std::string& name, std::size_t thread, std::int64_t from, std::int64_t to);
    void write_time(const char* name, std::int64_t nanoseconds);
    void bind(std::size_t flow, const char* direction);
    void end_event() { out_.end_object().end_object(); }
    void name_thread(std::size_t thread, const std::string& name);
    void write_state(const lane& l, const segment& s);
    void count(const std::string& name, const char* unit, std::size_t position, std::size_t value);

    const history& h_;
    wakings wakings_;
    std::vector<std::int64_t> times_;  // by position: nanoseconds since the first event
    writer out_;
};

// A nanosecond apart if they're at one instant: events, and so slices, are in the same order in each viewer.
void exporter::place_events()
{
    constexpr double most = 9e18;  // fits into 64 bits, with room for the events at the last instant
    times_.reserve(h_.size());
    for (std::size_t i = 0; i != h_.size(); ++i) {
        const double exact = std::min((h_.events()[i].time - h_.start()) * 1e9, most);
        const auto time = static_cast<std::int64_t>(std::llround(exact));
        times_.push_back(times_.empty() ? time : std::max(time, times_.back() + 1));
    }
}

void exporter::begin(const char* phase, const std::string& name, std::size_t thread)
{
    out_.line()
        .begin_object()
        .field("ph", phase)
        .field("pid", process)
        .field("tid", thread)
        .field("name", name);
}

void exporter::write_time(const char* name, std::int64_t nanoseconds)
{
    char digits[40];
    std::snprintf(digits, sizeof digits, "%lld.%03d", static_cast<long long>(nanoseconds / 1000),
                  static_cast<int>(nanoseconds % 1000));
    out_.key(name).raw(digits);
}

// Its arguments come next.
void exporter::begin_slice(const std::string& name, std::size_t thread, std::int64_t from, std::int64_t to)
{
    begin("X", name, thread);
    write_time("ts", from);
    write_time("dur", to - from);
}

void exporter::bind(std::size_t flow, const char* direction)
{
    char number[24];
    std::snprintf(number, sizeof number, "0x%zx", flow);
    out_.field("bind_id", number).field(direction, true);
}

void exporter::name_thread(std::size_t thread, const std::string& name)
{
    begin("M", "thread_name", thread);
    out_.key("args").begin_object().field("name", name);
    end_event();
    begin("M", "thread_sort_index", thread);
    out_.key("args").begin_object().field("sort_index", thread);
    end_event();
}

void exporter::write_names()
{
    const std::string& title = h_.events().header.title;
    begin("M", "process_name", loop_thread);
    out_.key("args").begin_object().field("name", title.empty() ? "asyncio" : title);
    end_event();
    name_thread(loop_thread, "event loop");
    for (const lane& l : h_.lanes()) {
        name_thread(of_task(l.task), name_of(h_, l.task));
    }
    for (const thread_lane& l : h_.threads()) {
        name_thread(of_thread(l.thread), h_.events().text(l.of.name));
    }
}

// Each callback that the loop calls.
void exporter::write_loop()
{
    const names kinds = shape_of(kind::callback_began).detail.names;
    for (std::size_t i = 0; i != h_.begins().size(); ++i) {
        const std::size_t position = h_.begins()[i];
        const event e = h_.events()[position];
        const bool ended = i + 1 < h_.boundaries().size();
        const std::size_t until = ended ? h_.boundaries()[i + 1] - 1 : h_.size();
        const std::string what = kinds[e.detail];
        begin_slice(e.task ? what + ": " + name_of(h_, e.task) : what, loop_thread, at(position), at(until));
        out_.key("args").begin_object().field("callback", i + 1).field("from", e.time);
        out_.field("to", ended ? h_.events()[until].time : h_.head().time);
        end_event();
    }
}

void exporter::write_state(const lane& l, const segment& s)
{
    const bool over = s.state >= task_state::done;
    const std::size_t thread = of_task(l.task);
    begin_slice(words_for(h_, s), thread, at(s.begin), over ? at(s.begin) + 1 : at(s.end));
    const event entered = h_.events()[s.begin];
    const waking* const woken = wakings_.before(l.task, s.begin);
    if (woken) {
        bind(woken->number, "flow_in");
    }
    out_.key("args").begin_object().field("from", s.from);
    if (over) {
        if (entered.kind == kind::task_ended && entered.text != 0) {
            out_.field("exception", h_.events().text(entered.text));
        }
        return end_event();
    }
    out_.field("to", s.end == SIZE_MAX ? h_.head().time : s.to);
    if (s.end == SIZE_MAX) {
        out_.field("unfinished", true);
    }
    if (s.cancelled && s.state != task_state::running) {
        out_.field("cancelled", true);
    }
    if (woken) {
        out_.field("cause", name(woken->is));
    }
    if (entered.kind == kind::task_suspended) {
        out_.field("function", h_.events().text(entered.text)).field("line", entered.line);
        write_parts(l.parts_of(s));
    }
    end_event();
}

// What it waits for, of several things.
void exporter::write_parts(std::span<const part> parts)
{
    if (parts.empty()) {
        return;
    }
    out_.key("awaits").begin_array();
    for (const part& p : parts) {
        out_.value(p.subject == 0                     ? schema_name(p.is)
                   : p.is == aio::wait_kind::task ? name_of(h_, p.subject)
                                                      : label_of(h_, p.subject));
    }
    out_.end_array();
}

void exporter::write_lane(const lane& l)
{
    for (const segment& s : l.segments) {
        write_state(l, s);
    }
    write_wakings(wakings::scene::task, l.task, of_task(l.task));
}

void exporter::write_thread(const thread_lane& l)
{
    const std::size_t thread = of_thread(l.thread);
    const auto& segments = l.of.segments;
    const auto write = [&](const std::string& name, const segment& first, const segment& last) {
        const bool failed = first.state == task_state::failed;
        begin_slice(name, thread, at(first.begin), failed ? at(first.begin) + 1 : at(last.end));
        out_.key("args").begin_object().field("from", first.from);
        out_.field("to", last.end == SIZE_MAX ? h_.head().time : last.to);
    };
    for (const job& j : l.jobs) {
        const std::size_t last = std::min(j.last, segments.size()) - 1;
        const std::size_t works = j.failed ? last - 1 : last;  // a failure has a segment of its own
        write(h_.events().text(j.function), segments[j.first], segments[works]);
        if (j.task != 0) {
            out_.field("for", name_of(h_, j.task));
        }
        end_event();
        for (std::size_t i = j.first; i <= last; ++i) {
            if (segments[i].state != task_state::running) {
                write(name(segments[i].state), segments[i], segments[i]);
                if (segments[i].state == task_state::failed) {
                    out_.field("exception", h_.events().text(j.error));
                }
                end_event();
            }
        }
    }
    write_wakings(wakings::scene::thread, l.thread, thread);
}

// What woke others, as slices from which flows begin.
void exporter::write_wakings(wakings::scene in, std::uint32_t id, std::size_t thread)
{
    const auto& all = wakings_.all();
    for (auto i = all.lower_bound({in, id, 0}); i != all.end() && i->first.in == in && i->first.id == id;
         ++i) {
        const std::size_t position = i->first.position;
        const waking& w = i->second;
        const bool one = w.woken.size() == 1;
        const std::string whom = one ? name_of(h_, w.woken[0]) : std::to_string(w.woken.size()) + " tasks";
        begin_slice("wakes " + whom, thread, at(position), at(position) + 1);
        if (w.number != 0) {
            bind(w.number, "flow_out");
        }
        out_.key("args").begin_object().field("at", h_.events()[position].time).field("cause", name(w.is));
        if (w.item != 0) {
            out_.field("item", h_.events().text(w.item));
        }
        end_event();
    }
}

// What was printed, inside the step that printed it.
void exporter::write_output()
{
    for (std::size_t p = 0; p != h_.size(); ++p) {
        const event e = h_.events()[p];
        if (e.kind == kind::printed) {
            begin_slice("prints", e.by ? of_task(e.by) : loop_thread, at(p), at(p) + 1);
            out_.key("args").begin_object().field("at", e.time).field("text", h_.events().text(e.text));
            end_event();
        }
    }
}

void exporter::count(const std::string& name, const char* unit, std::size_t position, std::size_t value)
{
    begin("C", name, loop_thread);
    write_time("ts", at(position));
    out_.key("args").begin_object().field(unit, value);
    end_event();
}

void exporter::write_counters()
{
    std::size_t ready = 0;
    std::map<std::uint32_t, std::size_t> items;  // by queue
    for (std::size_t p = 0; p != h_.size(); ++p) {
        const event e = h_.events()[p];
        const auto queue = items.find(e.subject);
        switch (e.kind) {
        case kind::queued:
            count("ready queue", "callbacks", p, ++ready);
            break;
        case kind::unqueued:
        case kind::callback_began:
            count("ready queue", "callbacks", p, --ready);
            break;
        case kind::resource_made:
            if (is_queue(h_.resources()[e.subject - 1].kind)) {
                count(label_of(h_, e.subject), "items", p, items[e.subject] = 0);
            }
            break;
        case kind::item_put:
            count(label_of(h_, e.subject), "items", p, ++queue->second);
            break;
        case kind::item_got:
            count(label_of(h_, e.subject), "items", p, --queue->second);
            break;
        default:
            break;
        }
    }
}

std::string exporter::write()
{
    place_events();
    out_.begin_object().field("displayTimeUnit", "ms").key("otherData").begin_object();
    out_.field("made by", "Interleave").field("clock", h_.events().header.virtual_clock ? "virtual" : "real");
    out_.field("starts at", h_.start())
        .field("note", "events at one instant are a nanosecond apart, in their order");
    out_.end_object().key("traceEvents").begin_array();
    write_names();
    write_loop();
    write_wakings(wakings::scene::loop, 0, loop_thread);
    for (const lane& l : h_.lanes()) {
        write_lane(l);
    }
    for (const thread_lane& l : h_.threads()) {
        write_thread(l);
    }
    write_output();
    write_counters();
    return out_.line().end_array().end_object().take();
}

}  // namespace

std::string perfetto(const history& h)
{
    return exporter(h).write();
}

}  // namespace trace
