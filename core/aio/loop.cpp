#include "aio/loop.hpp"

namespace aio {

loop::loop(observer* watcher) : core_(new detail::core(*this, watcher)) {}

loop::~loop()
{
    core_->abandon();
}

void loop::print(std::string_view text)
{
    if (observer* o = watcher()) {
        o->printed(text);
    }
}

}  // namespace aio
