#pragma once
// The recorder watches a loop and appends an event for each thing that it reports.

#include <array>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "aio/observer.hpp"
#include "trace/event.hpp"

namespace trace {

class recorder final : public aio::observer {
public:
    recorder();

    /// In the order in which they happened; an event's index is its sequence number.
    const std::vector<event>& events() const
    {
        if (!unread_.empty() || turns_taken() != 0) {
            const_cast<recorder&>(*this).read();
        }
        return events_;
    }
    /// The text with this index; 0 is the empty text.
    const std::string& text(std::uint32_t index) const noexcept { return texts_[index]; }

    void iteration_began(std::uint32_t number, std::size_t ready) override;
    void clock_moved(double now) override;
    void held(double until) override;
    void queued(const aio::callback_info& callback) override;
    void unqueued(const aio::callback_info& callback) override;
    void callback_began(const aio::callback_info& callback) override;
    void callback_ended() override;
    void timer_set(std::uint32_t timer, double when, std::uint32_t task) override;
    void timer_fired(std::uint32_t timer) override;
    void timer_cancelled(std::uint32_t timer) override;
    void task_created(std::uint32_t task, std::string_view name, const char* function,
                      std::uint32_t line) override;
    void task_renamed(std::uint32_t task, std::string_view name) override;
    void task_stepped(std::uint32_t task) override;
    void task_suspended(std::uint32_t task, const aio::suspension& where) override;
    void task_cancel(std::uint32_t task) override;
    void task_ended(std::uint32_t task, aio::ending how, std::string_view exception) override;
    void resource_made(std::uint32_t resource, aio::resource_kind kind, double limit) override;
    void resource_dropped(std::uint32_t resource) override;
    void resource_value(std::uint32_t resource, double value) override;
    void resource_closed(std::uint32_t resource, bool closed) override;
    void resource_held(std::uint32_t resource, std::uint32_t task, bool held) override;
    void wait_began(std::uint32_t resource, aio::wait_role role, std::uint32_t task) override;
    void wait_ended(std::uint32_t resource, aio::wait_role role, std::uint32_t task) override;
    void item_put(std::uint32_t resource, std::uint32_t item, std::size_t place,
                  std::string_view text) override;
    void item_moved(std::uint32_t resource, std::uint32_t item, std::size_t place) override;
    void item_got(std::uint32_t resource, std::uint32_t item) override;
    void printed(std::string_view text) override;
    void reported(aio::report what, std::string_view text) override;
    void uncaught(std::string_view type, std::string_view message) override;
    void deadlocked() override;
    void finished() override;

private:
    using block = std::array<aio::turn, 256>;
    /// `count` turns, taken at `time` and when `before` of the unread events had been.
    struct stretch {
        std::size_t before;
        std::size_t count;
        double time;
    };

    event& add(kind k);
    void make_room_for_turns() override;
    std::size_t turns_taken() const noexcept;
    void note_turns();
    void read();
    void read(const aio::turn& t, double time);
    void add_callback(kind k, const aio::callback_info& callback);
    void leave_task();
    std::uint32_t add_text(std::string_view text);
    std::uint32_t intern(const char* name);
    std::uint32_t intern_callers(const std::string& callers);

    // What was told is kept as it comes, and made into events when somebody asks for them: what they read is
    // not changed by that.
    std::vector<event> events_;
    std::vector<event> unread_;
    std::vector<std::unique_ptr<block>> blocks_;
    std::size_t blocks_used_ = 0;
    std::vector<stretch> stretches_;
    std::size_t noted_ = 0;  // how many turns are in stretches

    std::deque<std::string> texts_;
    std::unordered_map<const char*, std::uint32_t> names_;    // of functions: literals
    std::unordered_map<std::string, std::uint32_t> callers_;  // few: a program has few chains of functions
    double now_ = 0;
    std::uint32_t running_ = 0;         // the task whose coroutine is running
    std::vector<std::uint32_t> outer_;  // those within which it runs
};

}  // namespace trace
