#pragma once
// A job of an executor: a function that a thread is to call. Threads are modelled: the function runs wholly
// at its start, on a clock of its own, which blocking_sleep moves. What it prints, and what it asks of the
// loop, comes to pass when the loop's clock has come so far; so does its end. CPython:
// concurrent.futures.Future, and the work item that sets it.

#include <cstdint>
#include <exception>
#include <functional>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "aio/detail/held_error.hpp"
#include "aio/detail/moments.hpp"
#include "aio/detail/ref.hpp"
#include "aio/future.hpp"

namespace aio {

namespace detail {

class beside;
class core;
class planned_call;
class thread_pool;
struct worker;

class job : public counted {
public:
    /// The one whose function is running, or null.
    static job* current() noexcept { return current_; }

    /// The one whose text the observer is being given, or null.
    static job* speaking() noexcept { return speaking_; }

    core& get_core() const noexcept { return *core_; }
    /// Once it has begun.
    const std::string& thread_name() const noexcept;
    /// The time on its own clock.
    double now() const noexcept { return now_; }

    bool running() const noexcept { return state_ == state::running && !done(); }
    bool cancelled() const noexcept { return state_ == state::cancelled; }
    /// Also when a job asks whose own clock is past its end, though the loop's isn't.
    bool done() const noexcept { return state_ >= state::cancelled || is_over_for_caller(); }
    /// Keeps it from being begun; false if it was.
    bool cancel();
    /// What it failed with, or null.
    std::exception_ptr error() const noexcept { return error_; }
    /// Throws what it failed with, or concurrent_cancelled_error.
    void check_result() const;
    /// Calls `call(*this)` once it's done, in its thread; at once if it's done already.
    void when_done(std::function<void(job&)> call);
    /// Blocks the caller until it's done, or for `timeout` seconds. Returns whether it's done. Throws runtime_error
    /// in a job, if this one hasn't begun.
    bool wait(std::optional<double> timeout);

    // What a pool does with it.

    /// It gets its place among all: its number.
    void submitted() noexcept;
    /// Whether it's to run: it wasn't cancelled.
    bool begin() noexcept;
    /// Runs it in `w` of `pool`; whether it has taken no time, and is over.
    bool run(worker& w, thread_pool& pool);

    /// Its thread's, once it has begun; a callback of one that hasn't is called in a context of its own.
    ref<context_state>& own_context() noexcept;

    // What its function does.

    // Virtual if the loop calls it, so that a program without threads doesn't carry all this along.

    /// Moves its clock. CPython: time.sleep.
    virtual void sleep(double seconds);
    virtual void print(std::string text);
    /// `what` comes to pass when the loop's clock has come as far as the job's own.
    void does(std::function<void()> what);
    /// Queues a call on the loop of `on` then, unless that is closed.
    virtual void calls(core& on, planned_call& call);

protected:
    job(core& c, std::string name);
    ~job() override;

    /// Calls the function, and keeps what it returns.
    virtual void call() = 0;
    /// Destroys the function and its arguments.
    virtual void discard() noexcept = 0;

private:
    friend class beside;
    enum class state : std::uint8_t { pending, running, cancelled, finished };

    struct nap {
        double until;
        rank place;  // of what it does afterwards, but for the count of its naps
    };

    bool is_over_for_caller() const noexcept;
    bool wait_for(const job& other, double until);
    void sleep_until(double until, rank place);
    rank place() const noexcept { return {place_.first, place_.second + 2 * slept_.size()}; }
    void finish(state how);
    void tell_one(const std::function<void(job&)>& call);
    bool deliver();
    void ended();
    void rest();
    void later(double when, rank place, void (job::*what)());
    void later(void (job::*what)()) { later(now_, place(), what); }
    void set_clock(double now);
    void tell_end();
    void tell_sleep(double until);
    void fall_asleep();
    void wake();

    inline static constinit thread_local job* current_ = nullptr;
    inline static constinit thread_local job* speaking_ = nullptr;

    const ref<core> core_;
    std::string name_;
    ref<thread_pool> pool_;  // once it has begun
    worker* worker_ = nullptr;
    std::uint32_t number_ = 0;  // in the order of submission
    std::uint32_t task_;        // the one that has submitted it
    state state_ = state::pending;
    bool is_live_ = true;  // its clock shows the loop's time: what it does comes to pass at once
    bool is_cut_ = false;  // it sleeps past the horizon
    ref<context_state> context_;
    double now_ = 0;
    rank place_;                 // among those that do something at the same moment as it does
    std::vector<nap> slept_;     // each time
    std::size_t told_ = 0;       // how many of these the observer knows
    bool has_run_ = false;       // its function has: then it's known when it ends, and how
    double end_ = 0;
    rank end_place_;
    held_error error_;
    std::vector<std::function<void(job&)>> when_done_;
};

/// Throws value_error for what can't be slept.
void check_sleep(double seconds);
/// What the caller belongs to: the job whose function runs, or the loop's own thread.
core& here();
/// Blocks the caller until `over()`. Throws runtime_error in a job, or when nothing can end the wait.
void wait_here(core& c, const std::function<bool()>& over);

/// A function with its arguments, to be called once.
template <class F, class... A>
class bound_call {
public:
    explicit bound_call(F f, A... args) : function_(std::move(f)), arguments_(std::move(args)...) {}

    using result = std::remove_cvref_t<std::invoke_result_t<F, A...>>;
    result operator()() { return std::apply(std::move(function_), std::move(arguments_)); }
    /// What the function says that it's called.
    std::string callback_name() const
    {
        if constexpr (requires { std::string(function_.callback_name()); }) {
            return function_.callback_name();
        } else {
            return std::is_class_v<F> ? "<lambda>" : "<function>";
        }
    }

private:
    F function_;
    std::tuple<A...> arguments_;
};

/// A job with the place for its result.
template <class T>
class job_of : public job {
public:
    using job::job;
    slot<T>& value() noexcept { return value_; }

protected:
    slot<T> value_;
};

template <class Call>
class job_calling final : public job_of<typename Call::result> {
public:
    job_calling(core& c, Call call)
        : job_of<typename Call::result>(c, call.callback_name()), call_(std::move(call))
    {}

private:
    void call() override
    {
        if constexpr (std::is_void_v<typename Call::result>) {
            (*call_)();
            this->value_.emplace();
        } else {
            this->value_.emplace((*call_)());
        }
    }
    void discard() noexcept override { call_.reset(); }

    std::optional<Call> call_;
};

}  // namespace detail
}  // namespace aio
