// The frame clock. A frame is drawn only when somebody asks for one, or when the
// last one asked for another; a page at rest draws none.

const longest = 0.25;  // seconds: after a stall or an hour in a hidden tab, time does not jump

/// `draw(seconds, now)` draws one frame and says whether it wants another;
/// seconds have passed since the frame before, 0 on the first after a rest.
export function createFrames(draw) {
  let requested = 0;
  let before = null;
  let count = 0;
  let held = 0;
  let waits = false;  // a frame that is held

  function tick(now) {
    requested = 0;
    const seconds = before === null ? 0 : Math.min(Math.max((now - before) / 1000, 0), longest);
    before = null;  // stays so when draw throws
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
    /// For so many milliseconds, or until `release()`, no frame is drawn: what the next one is to show is about to come.
    hold(milliseconds) {
      release();
      if (requested) waits = true;
      cancelAnimationFrame(requested);
      requested = 0;
      held = setTimeout(release, milliseconds);
    },
    release,
    /// Draws within the present frame: for a canvas that has just been cleared by a resize.
    drawNow() {
      cancelAnimationFrame(requested);
      tick(performance.now());
    },
    count: () => count,
  };
}
