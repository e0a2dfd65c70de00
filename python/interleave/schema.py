"""The kinds of events and their fields: the counterpart of core/trace/schema_table.hpp.

A test compares the two, name by name.
"""

(ITERATION, CLOCK, HELD, QUEUED, UNQUEUED, BEGAN, CALLBACK_ENDED, TIMER_SET, TIMER_FIRED,
 TIMER_CANCELLED, CREATED, RENAMED, STEPPED, SUSPENDED, VARIABLES, CANCEL, ENDED, MADE, DROPPED, VALUE, CLOSED,
 HOLD, WAIT_BEGAN, WAIT_ENDED, PUT, MOVED, GOT, PRINTED, REPORTED, UNCAUGHT, DEADLOCK,
 FINISHED, THREAD_STARTED, JOB_BEGAN, JOB_SLEPT, JOB_WOKE, JOB_ENDED, DESTROYED, BYTES_WRITTEN, BYTES_SENT,
 BYTES_RECEIVED, BYTES_READ, INTERVENED, SHARED, AWAITS) = range(45)

STEP, WAKEUP, TIMER, DONE_CALLBACK, CALLBACK, INTERNAL = range(6)
CALLBACKS = ("step", "wakeup", "timer", "done_callback", "callback", "internal")

(TURN, SLEEP, TASK, GATHER, SEVERAL, GROUP, FUTURE, RESOURCE, OTHER_WAIT, DATA, ROOM, CONNECTION,
 ANSWER) = range(13)
WAITS = ("turn", "sleep", "task", "gather", "several", "group", "future", "resource", "other",
         "data", "room", "connection", "answer")

DONE, CANCELLED, FAILED = range(3)
ENDINGS = ("done", "cancelled", "failed")

(QUEUE, LIFO_QUEUE, PRIORITY_QUEUE, LOCK, EVENT, CONDITION, SEMAPHORE, BARRIER,
 FUTURE_MADE, STREAM) = range(10)
RESOURCES = ("queue", "lifo_queue", "priority_queue", "lock", "event", "condition", "semaphore",
             "barrier", "future", "stream")

GETTER, PUTTER, JOINER, ACQUIRER, WAITER, READER, WRITER = range(7)
ROLES = ("getter", "putter", "joiner", "acquirer", "waiter", "reader", "writer")

(NEVER_AWAITED, NEVER_RETRIEVED, SHUTDOWN_ERROR, CALLBACK_ERROR, DESTROYED_PENDING, GENERATOR_ERROR,
 HANDLER_ERROR, SHIELDED_ERROR, OTHER) = range(9)
REPORTS = ("never_awaited", "never_retrieved", "shutdown_error", "callback_error",
           "destroyed_pending", "generator_error", "handler_error", "shielded_error", "other")

CALL, SLEEPING, TIMEOUT = range(3)
PURPOSES = ("call", "sleep", "timeout")

ANSWERS = ("no", "yes")

TO_CANCEL, TO_RAISE, TO_DELAY = range(3)
DEEDS = ("cancel", "raise", "delay")

JOB_DONE, JOB_FAILED = range(2)
JOB_ENDINGS = ("done", "failed")

#: The limit for a resource's limit or value, and for a time in seconds: trace::checker refuses more.
MOST_AMOUNT = 2147483648
MOST_TIME = 1e12

# The columns of an event on the tape.
(AT, AMOUNT, ABOUT, BY, SUBJECT, TEXT, SECOND, LINE, FILE, KIND, DETAIL) = range(11)

# How a file writes the number in a column: as itself, as a text of the tape, or as a name from a list.
WHOLE, NUMBER, WORDS = range(3)


def _kind(name, *fields, line=False):
    if line:
        fields += ("line", LINE, WHOLE), ("file", FILE, WORDS)
    return name, fields


_TASK = ("task", ABOUT, WHOLE)
_TIMER = ("timer", SUBJECT, WHOLE)
_RESOURCE = ("resource", SUBJECT, WHOLE)
_THREAD = ("thread", SUBJECT, WHOLE)
_ITEM = ("item", SECOND, WHOLE)
_SIZE = ("size", SECOND, WHOLE)
_CALLBACK = (_TASK, _TIMER, ("callback", DETAIL, CALLBACKS))
_WAIT = (_TASK, _RESOURCE, ("role", DETAIL, ROLES))

#: By kind: its name, and its fields as (name, column, type of the column).
KINDS = (
    _kind("iteration", ("number", SUBJECT, WHOLE), ("callbacks", AMOUNT, WHOLE)),
    _kind("clock"),
    _kind("held", ("until", AMOUNT, NUMBER), line=True),
    _kind("queued", *_CALLBACK),
    _kind("unqueued", *_CALLBACK),
    _kind("callback_began", *_CALLBACK),
    _kind("callback_ended"),
    _kind("timer_set", _TASK, _TIMER, ("when", AMOUNT, NUMBER), ("purpose", DETAIL, PURPOSES)),
    _kind("timer_fired", _TIMER),
    _kind("timer_cancelled", _TIMER),
    _kind("task_created", _TASK, ("older", DETAIL, ANSWERS), ("name", TEXT, WORDS),
          ("function", SECOND, WORDS), line=True),
    _kind("task_renamed", _TASK, ("name", TEXT, WORDS)),
    _kind("task_stepped", _TASK),
    _kind("task_suspended", _TASK, ("subject", SUBJECT, WHOLE), ("role", AMOUNT, ROLES),
          ("waits_for", DETAIL, WAITS), ("function", TEXT, WORDS), ("callers", SECOND, WORDS),
          line=True),
    _kind("task_variables", _TASK, ("variables", TEXT, WORDS)),
    _kind("task_cancel", _TASK, line=True),
    _kind("task_ended", _TASK, ("how", DETAIL, ENDINGS), ("exception", TEXT, WORDS)),
    _kind("resource_made", _RESOURCE, ("limit", AMOUNT, NUMBER), ("what", DETAIL, RESOURCES)),
    _kind("resource_dropped", _RESOURCE),
    _kind("resource_value", _RESOURCE, ("value", AMOUNT, NUMBER)),
    _kind("resource_closed", _RESOURCE, ("closed", DETAIL, ANSWERS)),
    _kind("resource_held", _TASK, _RESOURCE, ("held", DETAIL, ANSWERS)),
    _kind("wait_began", *_WAIT),
    _kind("wait_ended", *_WAIT),
    _kind("item_put", _RESOURCE, ("place", AMOUNT, WHOLE), ("text", TEXT, WORDS), _ITEM),
    _kind("item_moved", _RESOURCE, ("place", AMOUNT, WHOLE), _ITEM),
    _kind("item_got", _RESOURCE, _ITEM),
    _kind("printed", ("text", TEXT, WORDS)),
    _kind("reported", ("what", DETAIL, REPORTS), ("text", TEXT, WORDS), line=True),
    _kind("uncaught", ("type", TEXT, WORDS), ("message", SECOND, WORDS)),
    _kind("deadlock"),
    _kind("finished"),
    _kind("thread_started", _THREAD, ("name", TEXT, WORDS)),
    _kind("job_began", _TASK, _THREAD, ("function", TEXT, WORDS)),
    _kind("job_slept", _THREAD, ("until", AMOUNT, NUMBER)),
    _kind("job_woke", _THREAD),
    _kind("job_ended", _THREAD, ("how", DETAIL, JOB_ENDINGS), ("exception", TEXT, WORDS)),
    _kind("task_destroyed", _TASK),
    _kind("bytes_written", _RESOURCE, ("text", TEXT, WORDS), _SIZE),
    _kind("bytes_sent", _RESOURCE, ("arrives", AMOUNT, NUMBER), _SIZE),
    _kind("bytes_received", _RESOURCE, _SIZE),
    _kind("bytes_read", _RESOURCE, _SIZE),
    _kind("intervened", _TASK, ("number", SUBJECT, WHOLE), ("seconds", AMOUNT, NUMBER), ("what", DETAIL, DEEDS),
          ("exception", TEXT, WORDS), ("refused", SECOND, WORDS)),
    _kind("shared_value", _TASK, ("number", SUBJECT, WHOLE), ("name", TEXT, WORDS), ("value", SECOND, WORDS)),
    _kind("task_awaits", _TASK, ("subject", SUBJECT, WHOLE), ("more", AMOUNT, WHOLE), ("waits_for", DETAIL, WAITS)),
)


#: The kinds that are about a resource, which exists then.
ABOUT_RESOURCES = frozenset(number for number, (_, fields) in enumerate(KINDS) if _RESOURCE in fields and number != MADE)


def bounded(kind, value):
    """A number that readers accept: they refuse numbers that are too large."""
    if kind == TIMER_SET:
        return max(value, -MOST_TIME) if value <= MOST_TIME else float("inf")
    if kind in (HELD, JOB_SLEPT, BYTES_SENT):
        return min(value, MOST_TIME)
    return min(value, MOST_AMOUNT) if kind in (MADE, VALUE) else value
