#pragma once
// What a Python module does at its top level, outside of any task.

#include "../core/trace_of.hpp"

namespace tests {

/// What the module does, with the loop that the runs in it share.
using module_function = void (*)(aio::loop&);

inline void check_module(module_function module, const in_python& expected)
{
    trace::log events;
    trace::recorder recorder(events);
    aio::loop l(&recorder);
    module(l);
    CHECK(trace::record_writer({.switches = true}).next(events) == full(expected.records));
    std::string reports;
    for (const trace::event& e : events.events()) {
        reports += e.kind == trace::kind::reported ? events.text(e.text) + "\n" : "";
    }
    CHECK(reports == plain(expected.reports));
}

}  // namespace tests
