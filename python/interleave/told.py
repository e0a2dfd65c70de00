"""What went to stderr, in full and report by report: events only say what each is about."""

MOST = 100
MOST_TEXT = 20_000
TRACEBACK = "Traceback (most recent call last):"


class Told:
    """The reports of a run. Each is told at a moment, after `at` events, and may concern a task."""

    def __init__(self):
        self.reports = []
        #: How many are left out.
        self.more = 0
        self._left = 0
        self._is_own = False  # the program itself has written the last one

    def begin(self, at, now, kind, line, task):
        """What is written from now on is this report."""
        self._is_own = False
        if len(self.reports) == MOST:
            self.more += 1
            self._left = 0
            return
        self._left = MOST_TEXT
        self.reports.append({"at": at, "t": now, "kind": kind, "line": line, "task": task, "text": ""})

    def begin_own(self, at, now, kind, task, text):
        """The program itself writes this. If it's no traceback it's output, and no report."""
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
        """What is written from now on is no report."""
        self._left = 0

    def goes_on(self, at):
        """Whether what's written by the program itself, at `at` events, follows its last piece at once."""
        last = self.reports[-1] if self.reports and not self.more else None
        if last is None or not self._is_own or last["at"] != at - 1:
            return False
        last["at"] = at
        return True
