#include "trace/recorder.hpp"

#include <tuple>

namespace trace {

recorder::recorder()
{
    add_text("");
    names_.emplace("", 0);
}

event& recorder::add(kind k)
{
    note_turns();
    event& e = unread_.emplace_back();
    e.kind = k;
    e.time = now_;
    e.by = running_;
    return e;
}

std::uint32_t recorder::add_text(std::string_view text)
{
    if (text.empty() && !texts_.empty()) {
        return 0;
    }
    texts_.emplace_back(text);
    return static_cast<std::uint32_t>(texts_.size() - 1);
}

// The name of a function is a literal: it is known by its place.
std::uint32_t recorder::intern(const char* name)
{
    const auto [place, fresh] = names_.try_emplace(name, 0);
    if (fresh) {
        place->second = add_text(name);
    }
    return place->second;
}

std::uint32_t recorder::intern_callers(const std::string& callers)
{
    if (callers.empty()) {
        return 0;
    }
    const auto [place, fresh] = callers_.try_emplace(callers, 0);
    if (fresh) {
        place->second = add_text(callers);
    }
    return place->second;
}

void recorder::make_room_for_turns()
{
    if (blocks_used_ == blocks_.size()) {
        blocks_.push_back(std::make_unique<block>());
    }
    block& next = *blocks_[blocks_used_++];
    next_turn_ = next.data();
    end_of_turns_ = next.data() + next.size();
}

std::size_t recorder::turns_taken() const noexcept
{
    return blocks_used_ * std::tuple_size_v<block> - static_cast<std::size_t>(end_of_turns_ - next_turn_);
}

// Before another event, or before the clock moves.
void recorder::note_turns()
{
    const std::size_t taken = turns_taken();
    if (taken != noted_) {
        stretches_.push_back({unread_.size(), taken - noted_, now_});
        noted_ = taken;
    }
}

// Makes events of what has come since the last time.
void recorder::read()
{
    note_turns();
    std::size_t t = 0;
    auto next = unread_.begin();
    for (const stretch& s : stretches_) {
        const auto end = unread_.begin() + static_cast<std::ptrdiff_t>(s.before);
        events_.insert(events_.end(), next, end);
        next = end;
        for (const std::size_t last = t + s.count; t != last; ++t) {
            constexpr std::size_t size = std::tuple_size_v<block>;
            read((*blocks_[t / size])[t % size], s.time);
        }
    }
    events_.insert(events_.end(), next, unread_.end());
    unread_.clear();
    stretches_.clear();
    noted_ = 0;
    blocks_used_ = 0;
    next_turn_ = end_of_turns_ = nullptr;
}

void recorder::read(const aio::turn& t, double time)
{
    const auto add = [&](kind k, std::uint32_t by) -> event& {
        event& e = events_.emplace_back();
        e.time = time;
        e.kind = k;
        e.task = t.task;
        e.by = by;
        return e;
    };
    constexpr auto step = static_cast<std::uint8_t>(aio::callback_kind::step);
    add(kind::callback_began, 0).detail = step;
    add(kind::task_stepped, 0);
    add(kind::queued, t.task).detail = step;
    event& e = add(kind::task_suspended, t.task);
    e.detail = static_cast<std::uint8_t>(aio::wait_kind::turn);
    e.value = static_cast<double>(aio::wait_role::waiter);
    e.text = intern(t.function);
    e.line = static_cast<std::uint16_t>(t.line);
    add(kind::callback_ended, 0).task = 0;
}

void recorder::iteration_began(std::uint32_t number, std::size_t ready)
{
    event& e = add(kind::iteration);
    e.subject = number;
    e.value = static_cast<double>(ready);
}

void recorder::clock_moved(double now)
{
    note_turns();
    now_ = now;
    add(kind::clock);
}

void recorder::held(double until)
{
    add(kind::held).value = until;
}

void recorder::add_callback(kind k, const aio::callback_info& callback)
{
    event& e = add(k);
    e.detail = static_cast<std::uint8_t>(callback.kind);
    e.task = callback.task;
    e.subject = callback.timer;
}

void recorder::queued(const aio::callback_info& callback)
{
    add_callback(kind::queued, callback);
}

void recorder::unqueued(const aio::callback_info& callback)
{
    add_callback(kind::unqueued, callback);
}

void recorder::callback_began(const aio::callback_info& callback)
{
    add_callback(kind::callback_began, callback);
}

void recorder::callback_ended()
{
    add(kind::callback_ended);
}

void recorder::timer_set(std::uint32_t timer, double when, std::uint32_t task)
{
    event& e = add(kind::timer_set);
    e.subject = timer;
    e.value = when;
    e.task = task;
}

void recorder::timer_fired(std::uint32_t timer)
{
    add(kind::timer_fired).subject = timer;
}

void recorder::timer_cancelled(std::uint32_t timer)
{
    add(kind::timer_cancelled).subject = timer;
}

void recorder::task_created(std::uint32_t task, std::string_view name, const char* function,
                            std::uint32_t line)
{
    event& e = add(kind::task_created);
    e.task = task;
    e.text = add_text(name);
    e.other = intern(function);
    e.line = static_cast<std::uint16_t>(line);
}

void recorder::task_renamed(std::uint32_t task, std::string_view name)
{
    event& e = add(kind::task_renamed);
    e.task = task;
    e.text = add_text(name);
}

void recorder::task_stepped(std::uint32_t task)
{
    add(kind::task_stepped).task = task;
    outer_.push_back(running_);
    running_ = task;
}

// An eager task runs within another one, which goes on then.
void recorder::leave_task()
{
    running_ = outer_.back();
    outer_.pop_back();
}

void recorder::task_suspended(std::uint32_t task, const aio::suspension& where)
{
    event& e = add(kind::task_suspended);
    e.task = task;
    e.detail = static_cast<std::uint8_t>(where.kind);
    e.subject = where.subject;
    e.text = intern(where.function);
    e.other = intern_callers(where.callers);
    e.value = static_cast<double>(where.role);
    e.line = static_cast<std::uint16_t>(where.line);
    leave_task();
}

void recorder::task_cancel(std::uint32_t task)
{
    add(kind::task_cancel).task = task;
}

void recorder::task_ended(std::uint32_t task, aio::ending how, std::string_view exception)
{
    event& e = add(kind::task_ended);
    e.task = task;
    e.detail = static_cast<std::uint8_t>(how);
    e.text = add_text(exception);
    leave_task();
}

void recorder::resource_made(std::uint32_t resource, aio::resource_kind what, double limit)
{
    event& e = add(kind::resource_made);
    e.subject = resource;
    e.detail = static_cast<std::uint8_t>(what);
    e.value = limit;
}

void recorder::resource_dropped(std::uint32_t resource)
{
    add(kind::resource_dropped).subject = resource;
}

void recorder::resource_value(std::uint32_t resource, double value)
{
    event& e = add(kind::resource_value);
    e.subject = resource;
    e.value = value;
}

void recorder::resource_closed(std::uint32_t resource, bool closed)
{
    event& e = add(kind::resource_closed);
    e.subject = resource;
    e.detail = closed ? 1 : 0;
}

void recorder::resource_held(std::uint32_t resource, std::uint32_t task, bool held)
{
    event& e = add(kind::resource_held);
    e.subject = resource;
    e.task = task;
    e.detail = held ? 1 : 0;
}

void recorder::wait_began(std::uint32_t resource, aio::wait_role role, std::uint32_t task)
{
    event& e = add(kind::wait_began);
    e.subject = resource;
    e.task = task;
    e.detail = static_cast<std::uint8_t>(role);
}

void recorder::wait_ended(std::uint32_t resource, aio::wait_role role, std::uint32_t task)
{
    event& e = add(kind::wait_ended);
    e.subject = resource;
    e.task = task;
    e.detail = static_cast<std::uint8_t>(role);
}

void recorder::item_put(std::uint32_t resource, std::uint32_t item, std::size_t place, std::string_view text)
{
    event& e = add(kind::item_put);
    e.subject = resource;
    e.other = item;
    e.value = static_cast<double>(place);
    e.text = add_text(text);
}

void recorder::item_moved(std::uint32_t resource, std::uint32_t item, std::size_t place)
{
    event& e = add(kind::item_moved);
    e.subject = resource;
    e.other = item;
    e.value = static_cast<double>(place);
}

void recorder::item_got(std::uint32_t resource, std::uint32_t item)
{
    event& e = add(kind::item_got);
    e.subject = resource;
    e.other = item;
}

void recorder::printed(std::string_view text)
{
    add(kind::printed).text = add_text(text);
}

void recorder::reported(aio::report what, std::string_view text)
{
    event& e = add(kind::reported);
    e.detail = static_cast<std::uint8_t>(what);
    e.text = add_text(text);
}

void recorder::uncaught(std::string_view type, std::string_view message)
{
    event& e = add(kind::uncaught);
    e.text = add_text(type);
    e.other = add_text(message);
}

void recorder::deadlocked()
{
    add(kind::deadlock);
}

void recorder::finished()
{
    add(kind::finished);
}

}  // namespace trace
