#include "trace/recorder.hpp"

namespace trace {

// The frequent kinds are added complete, which is faster; the others are filled in.
event& recorder::add(kind k)
{
    return log_.append({.time = now_, .by = running_, .kind = k});
}

// The same few literals repeat, so most are found by their address.
std::uint32_t recorder::index_of(const char* function)
{
    literal& known = literals_[(reinterpret_cast<std::uintptr_t>(function) >> 2) % literals_.size()];
    if (known.text != function) {
        known = {function, log_.intern(function)};
    }
    return known.index;
}

void recorder::iteration_began(std::uint32_t number, std::size_t ready) noexcept
{
    log_.add({.time = now_,
              .value = static_cast<double>(ready),
              .by = running_,
              .subject = number,
              .kind = kind::iteration});
}

void recorder::clock_moved(double now) noexcept
{
    now_ = now;
    add(kind::clock);
}

void recorder::held(double until) noexcept
{
    add(kind::held).value = until;
}

void recorder::add_callback(kind k, const aio::callback_info& callback)
{
    log_.add({.time = now_,
              .task = callback.task,
              .by = running_,
              .subject = callback.timer,
              .kind = k,
              .detail = static_cast<std::uint8_t>(callback.kind)});
}

void recorder::queued(const aio::callback_info& callback) noexcept
{
    add_callback(kind::queued, callback);
}

void recorder::unqueued(const aio::callback_info& callback) noexcept
{
    add_callback(kind::unqueued, callback);
}

void recorder::callback_began(const aio::callback_info& callback) noexcept
{
    add_callback(kind::callback_began, callback);
}

void recorder::callback_ended() noexcept
{
    log_.add({.time = now_, .by = running_, .kind = kind::callback_ended});
}

void recorder::timer_set(std::uint32_t timer, double when, std::uint32_t task,
                         aio::timer_kind purpose) noexcept
{
    log_.add({.time = now_,
              .value = when,
              .task = task,
              .by = running_,
              .subject = timer,
              .kind = kind::timer_set,
              .detail = static_cast<std::uint8_t>(purpose)});
}

void recorder::timer_fired(std::uint32_t timer) noexcept
{
    log_.add({.time = now_, .by = running_, .subject = timer, .kind = kind::timer_fired});
}

void recorder::timer_cancelled(std::uint32_t timer) noexcept
{
    add(kind::timer_cancelled).subject = timer;
}

void recorder::task_created(std::uint32_t task, std::string_view name, const char* function,
                            std::uint32_t line) noexcept
{
    event& e = add(kind::task_created);
    e.task = task;
    e.text = log_.intern(name);
    e.other = index_of(function);
    e.line = line;
}

void recorder::task_renamed(std::uint32_t task, std::string_view name) noexcept
{
    event& e = add(kind::task_renamed);
    e.task = task;
    e.text = log_.intern(name);
}

void recorder::task_stepped(std::uint32_t task) noexcept
{
    log_.add({.time = now_, .task = task, .by = running_, .kind = kind::task_stepped});
    outer_.push_back(running_);
    running_ = task;
}

// An eager task runs inside another one, which now continues.
void recorder::leave_task()
{
    running_ = outer_.back();
    outer_.pop_back();
}

void recorder::task_suspended(std::uint32_t task, const aio::suspension& where) noexcept
{
    log_.add({.time = now_,
              .value = static_cast<double>(where.role),
              .task = task,
              .by = running_,
              .subject = where.subject,
              .text = index_of(where.function),
              .other = log_.intern(where.callers),
              .line = where.line,
              .kind = kind::task_suspended,
              .detail = static_cast<std::uint8_t>(where.kind)});
    leave_task();
}

void recorder::task_awaits(std::uint32_t task, aio::wait_kind what, std::uint32_t subject,
                           std::size_t more) noexcept
{
    log_.add({.time = now_,
              .value = static_cast<double>(more),
              .task = task,
              .by = running_,
              .subject = subject,
              .kind = kind::task_awaits,
              .detail = static_cast<std::uint8_t>(what)});
}

void recorder::task_destroyed(std::uint32_t task) noexcept
{
    add(kind::task_destroyed).task = task;
}

void recorder::task_variables(std::uint32_t task, std::string_view text) noexcept
{
    event& e = add(kind::task_variables);
    e.task = task;
    e.text = log_.intern(text);
}

void recorder::shared_value(std::uint32_t number, std::uint32_t task, std::string_view name,
                            std::string_view value) noexcept
{
    event& e = add(kind::shared_value);
    e.subject = number;
    e.task = task;
    e.text = log_.intern(name);
    e.other = log_.intern(value);
}

void recorder::task_cancel(std::uint32_t task) noexcept
{
    add(kind::task_cancel).task = task;
}

void recorder::task_ended(std::uint32_t task, aio::ending how, std::string_view exception) noexcept
{
    event& e = add(kind::task_ended);
    e.task = task;
    e.detail = static_cast<std::uint8_t>(how);
    e.text = log_.intern(exception);
    leave_task();
}

void recorder::resource_made(std::uint32_t resource, aio::resource_kind what, double limit) noexcept
{
    event& e = add(kind::resource_made);
    e.subject = resource;
    e.detail = static_cast<std::uint8_t>(what);
    e.value = limit;
}

void recorder::resource_dropped(std::uint32_t resource) noexcept
{
    add(kind::resource_dropped).subject = resource;
}

void recorder::resource_value(std::uint32_t resource, double value) noexcept
{
    event& e = add(kind::resource_value);
    e.subject = resource;
    e.value = value;
}

void recorder::resource_closed(std::uint32_t resource, bool closed) noexcept
{
    event& e = add(kind::resource_closed);
    e.subject = resource;
    e.detail = closed ? 1 : 0;
}

void recorder::resource_held(std::uint32_t resource, std::uint32_t task, bool held) noexcept
{
    event& e = add(kind::resource_held);
    e.subject = resource;
    e.task = task;
    e.detail = held ? 1 : 0;
}

void recorder::add_wait(kind k, std::uint32_t resource, aio::wait_role role, std::uint32_t task)
{
    log_.add({.time = now_,
              .task = task,
              .by = running_,
              .subject = resource,
              .kind = k,
              .detail = static_cast<std::uint8_t>(role)});
}

void recorder::wait_began(std::uint32_t resource, aio::wait_role role, std::uint32_t task) noexcept
{
    add_wait(kind::wait_began, resource, role, task);
}

void recorder::wait_ended(std::uint32_t resource, aio::wait_role role, std::uint32_t task) noexcept
{
    add_wait(kind::wait_ended, resource, role, task);
}

void recorder::item_put(std::uint32_t resource, std::uint32_t item, std::size_t place,
                        std::string_view text) noexcept
{
    log_.add({.time = now_,
              .value = static_cast<double>(place),
              .by = running_,
              .subject = resource,
              .text = log_.intern(text),
              .other = item,
              .kind = kind::item_put});
}

void recorder::item_moved(std::uint32_t resource, std::uint32_t item, std::size_t place) noexcept
{
    event& e = add(kind::item_moved);
    e.subject = resource;
    e.other = item;
    e.value = static_cast<double>(place);
}

void recorder::item_got(std::uint32_t resource, std::uint32_t item) noexcept
{
    log_.add({.time = now_, .by = running_, .subject = resource, .other = item, .kind = kind::item_got});
}

event& recorder::add_bytes(kind k, std::uint32_t resource, std::size_t size)
{
    event& e = add(k);
    e.subject = resource;
    e.other = static_cast<std::uint32_t>(size);
    return e;
}

void recorder::bytes_written(std::uint32_t resource, std::size_t size, std::string_view text) noexcept
{
    add_bytes(kind::bytes_written, resource, size).text = log_.intern(text);
}

void recorder::bytes_sent(std::uint32_t resource, std::size_t size, double arrives) noexcept
{
    add_bytes(kind::bytes_sent, resource, size).value = arrives;
}

void recorder::bytes_received(std::uint32_t resource, std::size_t size) noexcept
{
    add_bytes(kind::bytes_received, resource, size);
}

void recorder::bytes_read(std::uint32_t resource, std::size_t size) noexcept
{
    add_bytes(kind::bytes_read, resource, size);
}

void recorder::thread_entered() noexcept
{
    outer_.push_back(running_);
    running_ = 0;
}

void recorder::thread_started(std::uint32_t thread, std::string_view name) noexcept
{
    event& e = add(kind::thread_started);
    e.subject = thread;
    e.text = log_.intern(name);
}

void recorder::job_began(std::uint32_t thread, std::uint32_t task, std::string_view function) noexcept
{
    event& e = add(kind::job_began);
    e.subject = thread;
    e.task = task;
    e.text = log_.intern(function);
}

void recorder::job_slept(std::uint32_t thread, double until) noexcept
{
    event& e = add(kind::job_slept);
    e.subject = thread;
    e.value = until;
}

void recorder::job_woke(std::uint32_t thread) noexcept
{
    add(kind::job_woke).subject = thread;
}

void recorder::job_ended(std::uint32_t thread, aio::ending how, std::string_view exception) noexcept
{
    event& e = add(kind::job_ended);
    e.subject = thread;
    e.detail = how == aio::ending::done ? 0 : 1;
    e.text = log_.intern(exception);
}

void recorder::printed(std::string_view text) noexcept
{
    add(kind::printed).text = log_.intern(text);
}

void recorder::reported(aio::report what, std::string_view text) noexcept
{
    event& e = add(kind::reported);
    e.detail = static_cast<std::uint8_t>(what);
    e.text = log_.intern(text);
}

void recorder::uncaught(std::string_view type, std::string_view message) noexcept
{
    event& e = add(kind::uncaught);
    e.text = log_.intern(type);
    e.other = log_.intern(message);
}

void recorder::deadlocked() noexcept
{
    add(kind::deadlock);
}

void recorder::finished() noexcept
{
    add(kind::finished);
}

void recorder::intervened(std::uint32_t number, std::uint32_t task, std::uint8_t what, double seconds,
                          std::string_view exception, std::string_view refused)
{
    event& e = add(kind::intervened);
    e.subject = number;
    e.task = task;
    e.detail = what;
    e.value = seconds;
    e.text = log_.intern(exception);
    e.other = log_.intern(refused);
}

}  // namespace trace
