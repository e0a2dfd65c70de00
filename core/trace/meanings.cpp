#include "trace/meanings.hpp"

namespace trace {

namespace {

using what = cause::what;

// What a change of a resource's count means.
what meaning_of(aio::resource_kind resource, double value)
{
    switch (resource) {
    case aio::resource_kind::queue:
    case aio::resource_kind::lifo_queue:
    case aio::resource_kind::priority_queue:
        return value == 0 ? what::joined : what::unknown;
    case aio::resource_kind::barrier:
        return what::all_came;
    case aio::resource_kind::event:
    case aio::resource_kind::future:
        return value == 0 ? what::unknown : what::set;
    default:
        return what::unknown;
    }
}

}  // namespace

bool goes_with_wakeups(kind k)
{
    switch (k) {
    case kind::queued:
    case kind::task_cancel:
    case kind::resource_value:
    case kind::resource_closed:
    case kind::resource_held:
    case kind::item_put:
    case kind::item_moved:
    case kind::item_got:
    case kind::bytes_received:
    case kind::bytes_sent:
        return true;
    default:
        return false;
    }
}

cause::what meaning_of(const history& h, const event& e)
{
    switch (e.kind) {
    case kind::item_put:
        return what::put;
    case kind::item_got:
        return what::got;
    case kind::resource_closed:
        return e.detail == 0 ? what::unknown : what::closed;
    case kind::bytes_received:
        return what::data;
    case kind::bytes_sent:
        return what::room;
    case kind::resource_held:
        return e.detail == 0 ? what::released : what::unknown;
    case kind::resource_value:
        return meaning_of(h.resources()[e.subject - 1].kind, e.value);
    default:
        return what::unknown;
    }
}

bool wakes(what it, aio::wait_role role)
{
    switch (role) {
    case aio::wait_role::getter:
        return it == what::put || it == what::closed;
    case aio::wait_role::putter:
        return it == what::got || it == what::closed;
    case aio::wait_role::joiner:
        return it == what::joined;
    case aio::wait_role::acquirer:
        return it == what::released;
    case aio::wait_role::reader:
        return it == what::data || it == what::closed;
    case aio::wait_role::writer:
        return it == what::room || it == what::closed;
    case aio::wait_role::waiter:
        return it == what::set || it == what::all_came || it == what::closed;
    }
    return false;
}

cause::what unsaid(aio::resource_kind resource, aio::wait_role role)
{
    if (resource == aio::resource_kind::condition) {
        return what::notified;
    }
    if (resource == aio::resource_kind::stream) {
        return what::closed;
    }
    if (resource == aio::resource_kind::barrier) {
        return role == aio::wait_role::acquirer ? what::released : what::closed;
    }
    return role == aio::wait_role::waiter || role == aio::wait_role::joiner ? what::call : what::passed;
}

}  // namespace trace
