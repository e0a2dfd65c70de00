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
        const double limit = outsider_.go_on(time);
        if (runner_.step(limit) == aio::progress::waiting && limit >= time) {
            return true;
        }
    }
    return true;
}

void run::apply_changes()
{
    while (next_change_ != in_.changes.size() &&
           in_.changes[next_change_].after_callbacks <= outsider_.callbacks()) {
        const change& c = in_.changes[next_change_++];
        program_->set(c.parameter, c.value);
    }
}

}  // namespace lessons
