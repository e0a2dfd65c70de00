#pragma once
// Which loop is the running one.

#include "aio/loop.hpp"

namespace aio {

/// Binds the running loop for as long as it lives; loops nest.
class loop::scope {
public:
    explicit scope(loop& l) noexcept : loop_(l), previous_(running_), task_(l.current_) { running_ = &l; }
    scope(const scope&) = delete;
    scope& operator=(const scope&) = delete;
    ~scope()
    {
        loop_.current_ = task_;
        running_ = previous_;
    }

private:
    loop& loop_;
    loop* previous_;
    task_base* task_;
};

}  // namespace aio
