// A storm warning that sometimes doesn't arrive: the program of 05-lost-task.py, line for line, as coroutines on
// aio. C++ has no garbage collector: `garbage` does what Python's does to a task that no variable keeps.
#include "aio/any_task.hpp"
#include "aio/future.hpp"
#include "aio/loop.hpp"
#include "aio/print.hpp"
#include "aio/sleep.hpp"
#include "aio/task.hpp"
#include "lessons/find-the-bug/parameters.hpp"
#include "lessons/garbage.hpp"
#include "lessons/locals.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace lessons::find_the_bug::lost_task {

namespace {

/// Futures that it doesn't keep alive.
class weak_set {
public:
    /// As long as this exists, the future is in the set.
    class place {
    public:
        place(weak_set& in, const aio::future<std::string>& future) : in_(in), future_(&future) { in_.futures_.push_back(future_); }
        ~place() { in_.futures_.erase(std::find(in_.futures_.begin(), in_.futures_.end(), future_)); }
        place(const place&) = delete;
        place& operator=(const place&) = delete;

    private:
        weak_set& in_;
        const aio::future<std::string>* future_;
    };

    place add(const aio::future<std::string>& future) { return {*this, future}; }
    std::vector<aio::future<std::string>> list() const
    {
        std::vector<aio::future<std::string>> all;
        for (const aio::future<std::string>* const each : futures_) {
            all.push_back(*each);
        }
        return all;
    }

private:
    std::vector<const aio::future<std::string>*> futures_;
};

}  // namespace

// listing
aio::coro<std::string> storm(weak_set& listeners) {  //: storm
    auto future = aio::loop::running().create_future<std::string>();
    auto added = listeners.add(future);
    co_return co_await future;  //: await-future
}

aio::coro<> warn(weak_set& listeners) {  //: warn
    aio::print("storm warning:", co_await storm(listeners));  //: await-storm
}

aio::coro<> main(const parameters& p) {  //: main
    weak_set listeners;  // the sensor's: it keeps no future alive
    garbage gc;
    if (p.repaired) {
        aio::create_task(warn(listeners));
    } else {
        gc.add(aio::create_task(warn(listeners)));
    }
    co_await aio::sleep(0.1);  //: calm
    gc.collect();  // Python also does this by itself, at any time
    for (auto& future : listeners.list()) {
        future.set_result("120 km/h");
    }
    co_await aio::sleep(0.1);  //: evening
    aio::print("end of the day");
}
// end

}  // namespace lessons::find_the_bug::lost_task
