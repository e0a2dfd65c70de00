#pragma once
// The workers of an executor, and the jobs that wait for one. A job that finds no idle worker starts a new
// one, up to the limit; among idle workers, the one that has been idle longest gets the next job.
// CPython: concurrent.futures.ThreadPoolExecutor.

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "aio/detail/context_state.hpp"
#include "aio/detail/ref.hpp"

namespace aio::detail {

class core;
class job;

struct worker {
    std::uint32_t number;  // counts the loop's threads, from 1
    std::string name;
    ref<context_state> context = {};  // the thread's own
};

/// Functions that the loop calls are virtual: see job.
class thread_pool : public counted {
public:
    static constexpr int usual_workers = 8;

    /// With an empty prefix it's named ThreadPoolExecutor-N. Throws value_error if `most_workers` isn't
    /// positive.
    thread_pool(core& c, int most_workers, std::string prefix);
    ~thread_pool() override;

    core& get_core() const noexcept { return *core_; }
    /// Throws runtime_error if the pool is shut down, or the loop is gone.
    void submit(ref<job> j);
    /// Accepts no more jobs. `wait` blocks until all are done; `cancel_waiting` cancels those that no worker
    /// has started.
    virtual void shutdown(bool wait, bool cancel_waiting);
    /// True if no job is left.
    bool is_idle() const noexcept { return resting_.size() == workers_.size() && waiting_.empty(); }
    /// Calls `call` once no job is left.
    virtual void when_idle(std::function<void()> call);
    /// Makes `w` take jobs until one of them takes time, or none is left.
    void work(worker& w);

private:
    void take(ref<job> j);
    void rest(worker& w);

    const ref<core> core_;
    std::size_t most_workers_;
    std::string prefix_;
    bool is_shut_ = false;
    std::vector<std::unique_ptr<worker>> workers_;
    std::deque<worker*> resting_;
    std::deque<ref<job>> waiting_;
    std::vector<std::function<void()>> when_idle_;
};

}  // namespace aio::detail
