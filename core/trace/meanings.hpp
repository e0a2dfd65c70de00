#pragma once
// What the events next to a wake-up mean to a task that waits: which of them can have woken it.

#include "trace/causes.hpp"

namespace trace {

/// Whether events of this kind come between what happened and the wake-ups that it caused.
bool goes_with_wakeups(kind k);
/// What an event of the resource that a task waits for means to the task.
cause::what meaning_of(const history& h, const event& e);
/// Whether a task that waits in this role can be woken by that.
bool wakes(cause::what it, aio::wait_role role);
/// What woke a task at a resource if no event of the resource says so.
cause::what unsaid(aio::resource_kind resource, aio::wait_role role);

}  // namespace trace
