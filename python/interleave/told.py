"""The full text written to stderr, split into reports: events only say what each is about."""

MOST = 100
MOST_TEXT = 20_000
TRACEBACK = "Traceback (most recent call last):"


class Told:
    """The reports of a run. Each is made at a moment, after `at` events, and may be about a task."""

    def __init__(self):
        self.reports = []
        #: How many are left out.
        self.more = 0
        self._left = 0
        self._is_own = False  # the program itself wrote the last one

    def begin(self, at, now, kind, line, task):
        """Starts this report: the text that follows belongs to it."""
        self._is_own = False
        if len(self.reports) == MOST:
            self.more += 1
            self._left = 0
            return
        self._left = MOST_TEXT
        self.reports.append({"at": at, "t": now, "kind": kind, "line": line, "task": task, "text": ""})

    def begin_own(self, at, now, kind, task, text):
        """Starts text that the program itself writes. Unless it's a traceback it's output, not a report."""
        if TRACEBACK in text:
            self.begin(at, now, kind, 0, task)
            self._is_own = True
        else:
            self.close()

    def add(self, text):
        if self._left > 0:
            self.reports[-1]["text"] += text[:self._left]
            self._left -= len(text)

    def close(self):
        """The text that follows isn't part of a report."""
        self._left = 0

    def goes_on(self, at):
        """Whether the program's own text, at `at` events, directly continues its last piece."""
        last = self.reports[-1] if self.reports and not self.more else None
        if last is None or not self._is_own or last["at"] != at - 1:
            return False
        last["at"] = at
        return True
