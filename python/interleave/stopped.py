"""Where a run is: when it's cut off, or blocks."""

from asyncio import base_events

from .schema import DETAIL, FILE, LINE, TEXT, TURN

_LOOP = base_events.BaseEventLoop.run_forever.__code__


def note(r, frame):
    """Notes where the code in `frame` is being cut off. If the loop is between two steps, the innermost line
    is the one where the last task to run is suspended, because asyncio.run's line says nothing."""
    found = r.stopped_at = []
    while frame is not None:
        code = frame.f_code
        if r.own[code.co_filename] is not None:
            found.insert(0, (code.co_filename, code.co_name, frame.f_lineno))
        elif code is _LOOP and not found and r.paused and r.paused[LINE]:
            texts = r.tape.texts
            file = texts[r.paused[FILE]] or next(iter(r.own))
            found.append((file, texts[r.paused[TEXT]] or "<lambda>", r.paused[LINE]))
        frame = frame.f_back


def line(r, frame):
    """The program's line that runs in `frame`, and its file as events name it. 0 for none, as in a callback that
    isn't the program's."""
    while frame is not None and frame.f_code is not _LOOP:
        file = r.own[frame.f_code.co_filename]
        if file is not None:
            return frame.f_lineno, file
        frame = frame.f_back
    return 0, 0


def spun(r):
    """How many callbacks have run since the clock moved, and whether the last task to be suspended only gave
    up its turn."""
    return {"callbacks": r.callbacks - r.callbacks_before, "turns": bool(r.paused) and r.paused[DETAIL] == TURN}
