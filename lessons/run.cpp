#include "lessons/run.hpp"

#include "aio/random.hpp"

namespace lessons {

namespace {
std::unique_ptr<program> make(const input& in)
{
    auto made = in.what->make();
    for (std::size_t i = 0; i != in.values.size(); ++i) {
        made->set(i, in.values[i]);
    }
    return made;
}
}  // namespace

run::run(input in) : in_(std::move(in)), program_(make(in_)), runner_(loop_, program_->main())
{
    log_.header.title = in_.what->slug;
    loop_.random_numbers().seed(in_.seed);
}

bool run::advance(double time, std::size_t most)
{
    const noting_recorder::use noting(recorder_);
    const std::size_t before = log_.size();
    while (!ended() && loop_.time() <= time) {
        if (log_.size() - before >= most) {
            return false;
        }
        apply_changes();
        if (runner_.step(time) == aio::progress::waiting) {
            return true;
        }
        count_callbacks();
    }
    return true;
}

// A step of the loop's own is no callback, and may come between two that are.
void run::count_callbacks()
{
    const auto& events = log_.events();
    for (; counted_ != events.size(); ++counted_) {
        callbacks_ += events[counted_].kind == trace::kind::callback_ended ? 1 : 0;
    }
}

void run::apply_changes()
{
    while (next_change_ != in_.changes.size() && in_.changes[next_change_].after_callbacks <= callbacks_) {
        const change& c = in_.changes[next_change_++];
        program_->set(c.parameter, c.value);
    }
}

}  // namespace lessons
