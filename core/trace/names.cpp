#include "trace/names.hpp"

namespace trace {

namespace {

const char* noun(aio::resource_kind k)
{
    switch (k) {
    case aio::resource_kind::queue:
        return "queue";
    case aio::resource_kind::lifo_queue:
        return "LIFO queue";
    case aio::resource_kind::priority_queue:
        return "priority queue";
    case aio::resource_kind::lock:
        return "lock";
    case aio::resource_kind::event:
        return "event";
    case aio::resource_kind::condition:
        return "condition";
    case aio::resource_kind::semaphore:
        return "semaphore";
    case aio::resource_kind::barrier:
        return "barrier";
    case aio::resource_kind::future:
        return "future";
    case aio::resource_kind::stream:
        return "stream";
    }
    return "";
}

const known_resource* known(const history& h, std::uint32_t resource)
{
    return resource != 0 && resource <= h.resources().size() ? &h.resources()[resource - 1] : nullptr;
}

}  // namespace

std::string name_of_task(const history& h, std::uint32_t task)
{
    if (task == 0 || task > h.lanes().size()) {
        return "-";
    }
    const std::string& name = h.events().text(h.lanes()[task - 1].name);
    return name.empty() ? "(no name)" : name;
}

std::string name_of_resource(const history& h, std::uint32_t resource)
{
    const known_resource* r = known(h, resource);
    if (!r) {
        return "-";
    }
    const std::string name = noun(r->kind);
    return h.resources_of(r->kind) == 1 ? name : name + " " + std::to_string(r->ordinal);
}

std::string article_and_name(const history& h, std::uint32_t resource)
{
    const std::string name = name_of_resource(h, resource);
    const known_resource* r = known(h, resource);
    if (!r || h.resources_of(r->kind) != 1) {
        return name;
    }
    return (r->kind == aio::resource_kind::event ? "an " : "a ") + name;
}

std::string wanted_at(const history& h, std::uint32_t resource, aio::wait_role role)
{
    const std::string name = article_and_name(h, resource);
    const known_resource* r = known(h, resource);
    if (r && r->kind == aio::resource_kind::barrier) {
        return "at " + name;
    }
    switch (role) {
    case aio::wait_role::getter:
        return "to get from " + name;
    case aio::wait_role::putter:
        return "to put into " + name;
    case aio::wait_role::joiner:
        return "for join() of " + name;
    case aio::wait_role::acquirer:
    case aio::wait_role::waiter:
        break;
    case aio::wait_role::reader:
        return "for data from " + name;
    case aio::wait_role::writer:
        return "for room in " + name;
    }
    return "for " + name;
}

}  // namespace trace
