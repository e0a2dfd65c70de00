// The frame clock. It draws a frame only after a request, or when the previous frame asked for another; a
// page at rest draws none.

const longest = 0.25;  // seconds: after a stall or an hour in a hidden tab, time doesn't jump

/// `draw(seconds, now)` draws a frame and returns whether it wants another. `seconds` is the time since the
/// previous frame, or 0 for the first one after a rest.
export function createFrames(draw) {
  let requested = 0;
  let before = null;
  let count = 0;
  let held = 0;
  let waits = false;  // a frame was requested during a hold

  function tick(now) {
    requested = 0;
    const seconds = before === null ? 0 : Math.min(Math.max((now - before) / 1000, 0), longest);
    before = null;  // stays null if draw throws
    const again = draw(seconds, now);
    ++count;
    if (!again) return;
    before = now;
    request();
  }

  function request() {
    if (held) waits = true;
    else requested ||= requestAnimationFrame(tick);
  }

  function release() {
    clearTimeout(held);
    held = 0;
    if (waits) request();
    waits = false;
  }

  document.addEventListener('visibilitychange', () => {
    before = null;
  });

  return {
    request,
    /// Draws no frame for that many milliseconds, or until `release()`, because its content is about to
    /// arrive.
    hold(milliseconds) {
      release();
      if (requested) waits = true;
      cancelAnimationFrame(requested);
      requested = 0;
      held = setTimeout(release, milliseconds);
    },
    release,
    /// Draws within the current frame, for a canvas that a resize has just cleared.
    drawNow() {
      cancelAnimationFrame(requested);
      tick(performance.now());
    },
    count: () => count,
  };
}
