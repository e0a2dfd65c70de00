#pragma once
// Tasks that a lesson's program doesn't keep. C++ has no garbage collector, so this does what Python's does
// to them.

#include <vector>

#include "aio/any_task.hpp"

namespace lessons {

class garbage {
public:
    /// No variable of the program refers to this task.
    void add(const aio::any_task& task) { tasks_.push_back(task); }
    /// Destroys those that wait for a future, which only their own coroutines may refer to.
    void collect();

private:
    std::vector<aio::any_task> tasks_;
};

}  // namespace lessons
