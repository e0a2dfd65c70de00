#pragma once
// What happened, as plain data: one small record for each thing that the loop reports. Texts stand apart, in
// a table of the recorder's, and are named here by their index.

#include <cstdint>

namespace trace {

enum class kind : std::uint8_t {
    iteration,       ///< value: how many callbacks it will run; subject: its number
    clock,           ///< time moved to `time`
    held,            ///< a callback blocks until `value` seconds
    queued,          ///< detail: aio::callback_kind; task, subject: the timer
    unqueued,        ///< as queued: taken out of the ready queue without being called
    callback_began,  ///< as queued
    callback_ended,
    timer_set,  ///< subject: the timer; value: its deadline; task: who set it
    timer_fired,
    timer_cancelled,
    task_created,    ///< task; text: its name; other: text of its function's name; line
    task_renamed,    ///< task; text: its new name
    task_stepped,    ///< task
    task_suspended,  ///< task; detail: aio::wait_kind; subject; value: aio::wait_role; text: function; other:
                     ///< text of its callers; line
    task_cancel,     ///< task
    task_ended,      ///< task; detail: aio::ending; text: the exception's type
    resource_made,   ///< subject; detail: aio::resource_kind; value: its limit
    resource_dropped,  ///< subject
    resource_value,    ///< subject; value
    resource_closed,   ///< subject; detail: 1 closed, 0 open again
    resource_held,     ///< subject; task; detail: 1 acquired, 0 released
    wait_began,        ///< subject; task; detail: aio::wait_role
    wait_ended,        ///< as wait_began
    item_put,          ///< subject; other: the item; value: its place; text
    item_moved,        ///< subject; other: the item; value: its place
    item_got,          ///< subject; other: the item
    printed,           ///< text
    reported,          ///< detail: aio::report; text
    uncaught,          ///< text: the type; other: text of the message
    deadlock,
    finished,
};

/// One thing that happened. `task` is the task that it is about; `by` is the task whose coroutine was
/// running.
struct event {
    double time = 0;  ///< seconds on the virtual clock
    double value = 0;
    std::uint32_t task = 0;
    std::uint32_t by = 0;
    std::uint32_t subject = 0;
    std::uint32_t text = 0;
    std::uint32_t other = 0;
    std::uint16_t line = 0;
    trace::kind kind = trace::kind::iteration;
    std::uint8_t detail = 0;
};

}  // namespace trace
