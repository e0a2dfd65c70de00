#include "aio/async_generator.hpp"

#include <string>
#include <vector>

#include "aio/detail/gathering.hpp"
#include "aio/task.hpp"

namespace aio::detail {

namespace {

/// Suspends the current task until `f` is done, whatever its outcome.
class waiting_for {
public:
    explicit waiting_for(ref<future_base> f) noexcept : future_(std::move(f)) {}
    bool await_ready() const noexcept { return undecided(future_->done()); }
    void await_suspend(awaiting) { task_base::current().wait_for(*future_); }
    void await_resume() { task_base::current().throw_if_cancelled(); }

private:
    ref<future_base> future_;
};

coro<void> close(hidden, closing_call call)
{
    co_await std::move(call);  // g++ 12 copies a named awaiter
}

bool is_error(future_base& f)
{
    return !f.cancelled() && is<exception>(f.exception());
}

}  // namespace

generator_base::~generator_base()
{
    leave();
    if (frame_) {
        bury(std::exchange(frame_, {}));
    }
}

// A frame may hold the last handle to another generator, and so on: destroys them one after the other instead
// of recursively.
void generator_base::bury(frame_handle frame) noexcept
{
    frame.promise().owner = nullptr;
    frame.promise().caller = std::exchange(first_to_bury_, frame);
    if (burying_) {
        return;
    }
    burying_ = true;
    while (first_to_bury_) {
        const frame_handle next = first_to_bury_;
        first_to_bury_ = next.promise().caller;
        next.destroy();
    }
    burying_ = false;
}

void generator_base::first_use() noexcept
{
    if (std::exchange(used_, true) || !core::is_running() || core::running().is_closed()) {
        return;
    }
    core_ = &core::running();
    open_ = true;
    core_->generators.push_back(*this);
}

void generator_base::leave() noexcept
{
    if (core_) {
        std::exchange(core_, nullptr)->generators.remove(*this);
    }
}

void generator_base::forget_all(core& c) noexcept
{
    while (generator_base* first = c.generators.first()) {
        first->leave();
    }
}

// CPython: the hook that is called when a generator is finalized.
bool generator_base::outlives_its_owners() noexcept
{
    if (!frame_ || closed_ || !core_ || core_->is_closed()) {
        return false;
    }
    open_ = false;
    core_->user().call_soon([call = closing_call(ref<generator_base>(this))]() mutable {
        create_task(std::move(call).as_coro());
    });
    return true;
}

generator_call::~generator_call()
{
    if (generator_ && state_ == state::fresh && core::is_running()) {
        if (observer* watcher = core::running().watcher()) {
            const frame_handle frame = generator_->frame_;
            watcher->reported(report::never_awaited, "coroutine method '" + std::string(name()) + "' of '" +
                                                         (frame ? frame.promise().function : "") +
                                                         "' was never awaited");
        }
    }
}

const char* generator_call::name() const noexcept
{
    switch (kind_) {
    case generator_call_kind::athrow:
        return "athrow";
    case generator_call_kind::aclose:
        return "aclose";
    default:
        return "asend";
    }
}

bool generator_call::await_ready()
{
    return undecided(!begins());
}

// Returns true if the generator has to run.
bool generator_call::begins()
{
    const bool throws = kind_ >= generator_call_kind::athrow;
    generator_base& g = *generator_;
    if (state_ == state::over) {
        return refuse(
            std::make_exception_ptr(runtime_error(std::string("cannot reuse already awaited ") +
                                                  (throws ? "aclose()/athrow()" : "__anext__()/asend()"))));
    }
    if (!g.frame_) {
        g.closed_ = true;
        return refuse(nullptr);
    }
    if (g.running_) {
        return refuse(std::make_exception_ptr(runtime_error(
            std::string(throws ? name() : "anext") + "(): asynchronous generator is already running")));
    }
    if (std::exception_ptr cancelled = task_base::current().take_cancellation()) {
        thrown_ = std::move(cancelled);
    } else if (throws && g.closed_) {
        return refuse(std::make_exception_ptr(stop_async_iteration()));
    } else if (kind_ == generator_call_kind::aclose) {
        g.closed_ = true;
        thrown_ = std::make_exception_ptr(generator_exit());
    }
    const bool started = g.frame_.promise().started;
    if (sends_ && !started) {
        return refuse(std::make_exception_ptr(
            type_error("can't send non-None value to a just-started async generator")));
    }
    state_ = state::running;
    g.thrown_ = std::exchange(thrown_, nullptr);
    if (g.thrown_ && !started) {
        g.error_ = std::exchange(g.thrown_, nullptr);
        generator_base::bury(std::exchange(g.frame_, {}));
        return false;
    }
    g.running_ = true;
    return true;
}

bool generator_call::refuse(std::exception_ptr error) noexcept
{
    state_ = state::over;
    thrown_ = std::move(error);
    return false;
}

void generator_call::enter()
{
    task_base::current().enter(generator_->frame_);
}

bool generator_call::came_back()
{
    if (state_ == state::over) {
        if (thrown_) {
            std::rethrow_exception(std::exchange(thrown_, nullptr));
        }
        return false;
    }
    state_ = state::over;
    generator_base& g = *generator_;
    g.running_ = false;
    if (g.frame_ && !g.frame_.done()) {
        if (kind_ == generator_call_kind::aclose) {
            throw runtime_error("async generator ignored GeneratorExit");
        }
        return true;
    }
    if (g.frame_) {
        generator_base::bury(std::exchange(g.frame_, {}));
    }
    const std::exception_ptr error = std::exchange(g.error_, nullptr);
    const bool exits = is<generator_exit>(error);
    g.closed_ = g.closed_ || !error || exits;
    if (is<stop_async_iteration>(error)) {
        throw runtime_error("async generator raised StopAsyncIteration");
    }
    if (error && !(exits && kind_ == generator_call_kind::aclose)) {
        std::rethrow_exception(error);
    }
    return false;
}

closing_call::closing_call(ref<generator_base> g)
    : generator_call(std::move(g), generator_call_kind::aclose, nullptr, false)
{}

coro<void> closing_call::as_coro() &&
{
    return close(hidden{.name = "aclose", .may_be_cancelled_first = true}, std::move(*this));
}

coro<void> generator_base::close_all(hidden, core& c)
{
    std::vector<ref<future_base>> closing;
    for (generator_base* g = c.generators.first(); g; g = c.generators.after(*g)) {
        if (std::exchange(g->open_, false)) {
            const task<void> t(c.user(), closing_call(ref<generator_base>(g)).as_coro());
            closing.emplace_back(&t.base());
        }
    }
    if (closing.empty()) {
        co_return;
    }
    co_await waiting_for(gathering::make(c, closing, true));
    for (const auto& t : closing) {
        if (is_error(*t)) {
            c.call_exception_handler({report::generator_error,
                                      "an error occurred during closing of asynchronous generator",
                                      t->exception()});
        }
    }
}

}  // namespace aio::detail
