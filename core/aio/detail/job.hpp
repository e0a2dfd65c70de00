#pragma once
// A job of an executor: a function for a thread to call. Threads are simulated: the function runs from start
// to end when the job starts, on its own clock, which blocking_sleep moves. Its prints, its requests to the
// loop and its end take effect when the loop's clock has reached the job's.
// CPython: concurrent.futures.Future, and the work item that sets it.

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
    /// The job whose function is running, or null.
    static job* current() noexcept { return current_; }

    /// The job whose text is being passed to the observer, or null.
    static job* speaking() noexcept { return speaking_; }

    core& get_core() const noexcept { return *core_; }
    /// Valid once the job has started.
    const std::string& thread_name() const noexcept;
    /// The time on the job's own clock.
    double now() const noexcept { return now_; }

    bool running() const noexcept { return state_ == state::running && !done(); }
    bool cancelled() const noexcept { return state_ == state::cancelled; }
    /// Also true for a calling job whose own clock is past the end of this one, even if the loop's isn't.
    bool done() const noexcept { return state_ >= state::cancelled || is_over_for_caller(); }
    /// Cancels the job if it hasn't started. Returns true if it's cancelled now.
    bool cancel();
    /// The exception with which it failed, or null.
    std::exception_ptr error() const noexcept { return error_; }
    /// Throws the job's exception, or concurrent_cancelled_error.
    void check_result() const;
    /// Calls `call(*this)` once the job is done, in its thread; immediately if it's already done.
    void when_done(std::function<void(job&)> call);
    /// Blocks the caller until the job is done, or for `timeout` seconds. Returns true if it's done. Throws
    /// runtime_error in a job, if this one hasn't started.
    bool wait(std::optional<double> timeout);

    // For the pool.

    /// Assigns the job its number, in order of submission.
    void submitted() noexcept;
    /// Starts the job; false if it was cancelled.
    bool begin() noexcept;
    /// Runs it in the worker `w` of `pool`. Returns true if it took no time and is over.
    bool run(worker& w, thread_pool& pool);

    /// Its thread's context, once it has started; before that a context of its own, for its callbacks.
    ref<context_state>& own_context() noexcept;

    // For the job's function.

    // Functions that the loop calls are virtual, so that a program without threads doesn't link all this.

    /// Moves its clock. CPython: time.sleep.
    virtual void sleep(double seconds);
    virtual void print(std::string text);
    /// Calls `what` when the loop's clock has reached the job's own; immediately if it already has.
    void does(std::function<void()> what);
    /// Queues a call on the loop of `on` at that time, unless that loop is closed.
    virtual void calls(core& on, planned_call& call);

protected:
    job(core& c, std::string name);
    ~job() override;

    /// Calls the function and keeps its result.
    virtual void call() = 0;
    /// Destroys the function and its arguments.
    virtual void discard() noexcept = 0;

private:
    friend class beside;
    enum class state : std::uint8_t { pending, running, cancelled, finished };

    struct nap {
        double until;
        rank place;  // of its actions after this nap, without the number of naps
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
    ref<thread_pool> pool_;  // set once it has started
    worker* worker_ = nullptr;
    std::uint32_t number_ = 0;  // in order of submission
    std::uint32_t task_;        // the task that submitted it
    state state_ = state::pending;
    bool is_live_ = true;  // its clock shows the loop's time: its actions take effect at once
    bool is_cut_ = false;  // it sleeps past the horizon
    ref<context_state> context_;
    double now_ = 0;
    rank place_;                 // its order among jobs that act at the same time
    std::vector<nap> slept_;     // all its naps
    std::size_t told_ = 0;       // how many of them the observer knows
    bool has_run_ = false;       // its function has run, so its end and outcome are known
    double end_ = 0;
    rank end_place_;
    held_error error_;
    std::vector<std::function<void(job&)>> when_done_;
};

/// Throws value_error if `seconds` is NaN or negative.
void check_sleep(double seconds);
/// The core of the caller: that of the job whose function is running, or of the loop's own thread.
core& here();
/// Blocks the caller until `over()` is true. Throws runtime_error if the caller is a job, or if nothing can
/// end the wait.
void wait_here(core& c, const std::function<bool()>& over);

/// A function with its arguments, to be called once.
template <class F, class... A>
class bound_call {
public:
    explicit bound_call(F f, A... args) : function_(std::move(f)), arguments_(std::move(args)...) {}

    using result = std::remove_cvref_t<std::invoke_result_t<F, A...>>;
    result operator()() { return std::apply(std::move(function_), std::move(arguments_)); }
    /// The name that the function states for itself.
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

/// A job with the storage for its result.
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
