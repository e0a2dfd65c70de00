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

run::run(input in)
    : in_(std::move(in)), program_(make(in_)), runner_(loop_, program_->main())
{
    loop_.random_numbers().seed(in_.seed);
}

bool run::advance(double time, std::size_t most)
{
    for (std::size_t ran = 0; !ended() && loop_.time() <= time; ++ran) {
        if (ran == most) {
            return false;
        }
        apply_changes();
        if (runner_.step(time) == aio::progress::waiting) {
            return true;
        }
        if (recorder_.events().back().kind == trace::kind::callback_ended) {
            ++callbacks_;
        }
    }
    return true;
}

void run::apply_changes()
{
    while (next_change_ != in_.changes.size() &&
           in_.changes[next_change_].after_callbacks <= callbacks_) {
        const change& c = in_.changes[next_change_++];
        program_->set(c.parameter, c.value);
    }
}

}  // namespace lessons
