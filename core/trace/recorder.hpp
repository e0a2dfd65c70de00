#pragma once
// The recorder observes a loop and appends an event to a log for everything that the loop reports.

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "aio/observer.hpp"
#include "trace/log.hpp"

namespace trace {

class recorder : public aio::observer {
public:
    /// Writes into `into`, which must outlive it.
    explicit recorder(log& into) noexcept : log_(into) {}

    void iteration_began(std::uint32_t number, std::size_t ready) noexcept override;
    void clock_moved(double now) noexcept override;
    void held(double until) noexcept override;
    void queued(const aio::callback_info& callback) noexcept override;
    void unqueued(const aio::callback_info& callback) noexcept override;
    void callback_began(const aio::callback_info& callback) noexcept override;
    void callback_ended() noexcept override;
    void timer_set(std::uint32_t timer, double when, std::uint32_t task,
                   aio::timer_kind purpose) noexcept override;
    void timer_fired(std::uint32_t timer) noexcept override;
    void timer_cancelled(std::uint32_t timer) noexcept override;
    void task_created(std::uint32_t task, std::string_view name, const char* function,
                      std::uint32_t line) noexcept override;
    void task_renamed(std::uint32_t task, std::string_view name) noexcept override;
    void task_stepped(std::uint32_t task) noexcept override;
    void task_suspended(std::uint32_t task, const aio::suspension& where) noexcept override;
    void task_awaits(std::uint32_t task, aio::wait_kind what, std::uint32_t subject,
                     std::size_t more) noexcept override;
    void task_cancel(std::uint32_t task) noexcept override;
    void task_ended(std::uint32_t task, aio::ending how, std::string_view exception) noexcept override;
    void resource_made(std::uint32_t resource, aio::resource_kind kind, double limit) noexcept override;
    void resource_dropped(std::uint32_t resource) noexcept override;
    void resource_value(std::uint32_t resource, double value) noexcept override;
    void resource_closed(std::uint32_t resource, bool closed) noexcept override;
    void resource_held(std::uint32_t resource, std::uint32_t task, bool held) noexcept override;
    void wait_began(std::uint32_t resource, aio::wait_role role, std::uint32_t task) noexcept override;
    void wait_ended(std::uint32_t resource, aio::wait_role role, std::uint32_t task) noexcept override;
    void item_put(std::uint32_t resource, std::uint32_t item, std::size_t place,
                  std::string_view text) noexcept override;
    void item_moved(std::uint32_t resource, std::uint32_t item, std::size_t place) noexcept override;
    void item_got(std::uint32_t resource, std::uint32_t item) noexcept override;
    void bytes_written(std::uint32_t resource, std::size_t size, std::string_view text) noexcept override;
    void bytes_sent(std::uint32_t resource, std::size_t size, double arrives) noexcept override;
    void bytes_received(std::uint32_t resource, std::size_t size) noexcept override;
    void bytes_read(std::uint32_t resource, std::size_t size) noexcept override;
    void thread_entered() noexcept override;
    void thread_left() noexcept override { leave_task(); }
    void thread_started(std::uint32_t thread, std::string_view name) noexcept override;
    void job_began(std::uint32_t thread, std::uint32_t task, std::string_view function) noexcept override;
    void job_slept(std::uint32_t thread, double until) noexcept override;
    void job_woke(std::uint32_t thread) noexcept override;
    void job_ended(std::uint32_t thread, aio::ending how, std::string_view exception) noexcept override;
    void printed(std::string_view text) noexcept override;
    void reported(aio::report what, std::string_view text) noexcept override;
    void uncaught(std::string_view type, std::string_view message) noexcept override;
    void deadlocked() noexcept override;
    void finished() noexcept override;

    /// Something is done to a task from outside the program, or can't be, for the reason `refused`. `what` is
    /// an index of the schema's names.
    void intervened(std::uint32_t number, std::uint32_t task, std::uint8_t what, double seconds,
                    std::string_view exception, std::string_view refused);

protected:
    /// A pending task is destroyed, because nothing refers to it.
    void task_destroyed(std::uint32_t task) noexcept;
    /// The variables of the coroutine that has just paused: `name = value`, a line each.
    void task_variables(std::uint32_t task, std::string_view text) noexcept;
    /// A value that tasks share has changed, in the step of this task, or in none.
    void shared_value(std::uint32_t number, std::uint32_t task, std::string_view name,
                      std::string_view value) noexcept;

private:
    event& add(kind k);
    void add_callback(kind k, const aio::callback_info& callback);
    void add_wait(kind k, std::uint32_t resource, aio::wait_role role, std::uint32_t task);
    event& add_bytes(kind k, std::uint32_t resource, std::size_t size);
    void leave_task();
    std::uint32_t index_of(const char* function);

    struct literal {
        const char* text = nullptr;
        std::uint32_t index = 0;
    };

    log& log_;
    double now_ = 0;
    std::uint32_t running_ = 0;         // the task whose coroutine is running
    std::vector<std::uint32_t> outer_;  // the tasks inside which it runs
    std::array<literal, 64> literals_;  // by their address
};

}  // namespace trace
