#include "aio/detail/thread_pool.hpp"

#include "aio/detail/core.hpp"
#include "aio/detail/job.hpp"
#include "aio/detail/outside.hpp"
#include "aio/errors.hpp"

namespace aio::detail {

thread_pool::thread_pool(core& c, int most_workers, std::string prefix)
    : core_(&c), most_workers_(static_cast<std::size_t>(most_workers)), prefix_(std::move(prefix))
{
    if (most_workers <= 0) {
        throw value_error("max_workers must be greater than 0");
    }
    if (prefix_.empty()) {
        prefix_ = "ThreadPoolExecutor-" + std::to_string(c.from_outside().next_pool());
    }
}

thread_pool::~thread_pool() = default;

void thread_pool::submit(ref<job> j)
{
    if (core_->closing()) {
        throw runtime_error("Event loop is closed");
    }
    if (is_shut_) {
        throw runtime_error("cannot schedule new futures after shutdown");
    }
    if (job* const by = job::current()) {
        by->does([self = ref<thread_pool>(this), j = std::move(j)] { self->take(j); });
    } else {
        take(std::move(j));
    }
}

void thread_pool::take(ref<job> j)
{
    const ref<thread_pool> self(this);
    const core::under_way begins(*core_);
    j->submitted();
    waiting_.push_back(std::move(j));
    if (!resting_.empty()) {
        worker& w = *resting_.front();
        resting_.pop_front();
        work(w);
    } else if (workers_.size() < most_workers_) {
        workers_.push_back(std::make_unique<worker>(worker{
            core_->from_outside().next_thread(), prefix_ + "_" + std::to_string(workers_.size())}));
        worker& w = *workers_.back();
        if (observer* o = core_->watcher()) {
            o->thread_started(w.number, w.name);
        }
        work(w);
    }
}

void thread_pool::work(worker& w)
{
    const ref<thread_pool> self(this);
    while (!waiting_.empty()) {
        const ref<job> j = std::move(waiting_.front());
        waiting_.pop_front();
        if (j->begin() && !j->run(w, *this)) {
            return;
        }
    }
    rest(w);
}

void thread_pool::rest(worker& w)
{
    resting_.push_back(&w);
    while (!when_idle_.empty() && is_idle()) {
        const auto call = std::move(when_idle_.front());
        when_idle_.erase(when_idle_.begin());
        call();
    }
}

void thread_pool::when_idle(std::function<void()> call)
{
    if (is_idle()) {
        call();
    } else {
        when_idle_.push_back(std::move(call));
    }
}

void thread_pool::shutdown(bool wait, bool cancel_waiting)
{
    const ref<thread_pool> self(this);
    is_shut_ = true;
    while (cancel_waiting && !waiting_.empty()) {
        const ref<job> j = std::move(waiting_.front());
        waiting_.pop_front();
        j->cancel();
    }
    if (wait) {
        wait_here(*core_, [this] { return is_idle(); });
    }
}

}  // namespace aio::detail
