#include "trace/names.hpp"

#include "json/filled.hpp"
#include "names.words.hpp"

namespace trace {

namespace {

const char* noun(aio::resource_kind k)
{
    switch (k) {
    case aio::resource_kind::queue:
        return "queue";
    case aio::resource_kind::lifo_queue:
        return words::lifo_queue;
    case aio::resource_kind::priority_queue:
        return words::priority_queue;
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
    return name.empty() ? words::no_name : name;
}

std::string name_of_resource(const history& h, std::uint32_t resource)
{
    const known_resource* r = known(h, resource);
    if (!r) {
        return "-";
    }
    const std::string name = noun(r->kind);
    return h.resources_of(r->kind) == 1 ? name
                                        : json::filled(words::numbered, {name, std::to_string(r->ordinal)});
}

std::string article_and_name(const history& h, std::uint32_t resource)
{
    const std::string name = name_of_resource(h, resource);
    const known_resource* r = known(h, resource);
    if (!r || h.resources_of(r->kind) != 1) {
        return name;
    }
    return json::filled(r->kind == aio::resource_kind::event ? words::an_event : words::a_thing, {name});
}

std::string wanted_at(const history& h, std::uint32_t resource, aio::wait_role role)
{
    const known_resource* r = known(h, resource);
    const char* pattern = words::for_thing;
    switch (role) {
    case aio::wait_role::getter:
        pattern = words::to_get;
        break;
    case aio::wait_role::putter:
        pattern = words::to_put;
        break;
    case aio::wait_role::joiner:
        pattern = words::to_join;
        break;
    case aio::wait_role::reader:
        pattern = words::to_read;
        break;
    case aio::wait_role::writer:
        pattern = words::to_write;
        break;
    case aio::wait_role::acquirer:
    case aio::wait_role::waiter:
        break;
    }
    const bool at_barrier = r && r->kind == aio::resource_kind::barrier;
    return json::filled(at_barrier ? words::at_barrier : pattern, {article_and_name(h, resource)});
}

}  // namespace trace
