// The frame clock. A frame is drawn only when somebody asks for one, or when the
// last one asked for another; a page at rest draws none.

const longest = 0.25;  // seconds: after a stall or an hour in a hidden tab, time does not jump

/// `draw(seconds, now)` draws one frame and says whether it wants another;
/// seconds have passed since the frame before, 0 on the first after a rest.
export function createFrames(draw) {
  let requested = 0;
  let before = null;
  let count = 0;

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
    requested ||= requestAnimationFrame(tick);
  }

  document.addEventListener('visibilitychange', () => {
    before = null;
  });

  return {
    request,
    /// Draws within the present frame: for a canvas that has just been cleared by a resize.
    drawNow() {
      cancelAnimationFrame(requested);
      tick(performance.now());
    },
    count: () => count,
  };
}
