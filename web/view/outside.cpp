#include "web/view/outside.hpp"

#include "json/filled.hpp"
#include "outside.words.hpp"
#include "threads.words.hpp"
#include "web/view/describe.hpp"

namespace web {

namespace {

// Empty if the task waits for nothing outside.
std::string awaited(const trace::history& h, const trace::task_view& t)
{
    const bool at_stream = t.waits == aio::wait_kind::resource && t.subject != 0 &&
                           h.resources()[t.subject - 1].kind == aio::resource_kind::stream;
    switch (t.waits) {
    case aio::wait_kind::data:
        return words::data;
    case aio::wait_kind::room:
        return words::room;
    case aio::wait_kind::connection:
        return words::a_connection;
    case aio::wait_kind::answer:
        return words::an_answer;
    default:
        return !at_stream ? ""
                          : json::filled(t.role == aio::wait_role::reader ? words::data_on : words::room_in,
                                         {the_resource(h, t.subject)});
    }
}

}  // namespace

std::vector<outside_wait> outside_waits(const session& s)
{
    const trace::history& h = s.history();
    std::vector<outside_wait> all;
    for (const trace::task_view& t : s.now().tasks) {
        if (std::string what = t.state == trace::task_state::waiting ? awaited(h, t) : ""; !what.empty()) {
            all.push_back({t.id, std::move(what), t.since});
        }
    }
    for (const trace::thread_view& t : s.now().threads) {
        if (t.works) {
            const std::string& job = h.events().text(t.job);
            all.push_back({t.task,
                           json::filled(words::call_in, {job.empty() ? words::a_function : job + "()",
                                                         h.events().text(t.name)}),
                           t.since});
        }
    }
    return all;
}

std::string no_outside_waits(const session& s)
{
    const trace::history& h = s.whole().history();
    const bool has_streams = h.resources_of(aio::resource_kind::stream) != 0;
    if (!has_streams && h.threads().empty()) {
        return words::no_sockets;
    }
    return has_streams ? words::no_socket_wait : words::no_thread_works;
}

std::string describe_idle(const session& s)
{
    const trace::snapshot& now = s.now();
    if (now.callback || now.over() || !now.ready.empty() || s.time() <= now.time) {
        return "";
    }
    return words::loop_waits;
}

}  // namespace web
