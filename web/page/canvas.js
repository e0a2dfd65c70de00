// Sizes the canvas like the stage. It stays in place while the content scrolls behind it, like any part of a
// page; the engine gets the scroll offset and draws the visible part. Canvas pixels match the screen's
// pixels, so nothing is blurred. Also handles the loss of the WebGL context.

let zoom = () => 1;  // of the page, if the device's ratio doesn't have it

const ratioNow = () => (window.devicePixelRatio || 1) * zoom();

/// Tells the engine the size that the canvas has now, and how far it's scrolled.
export function fit(canvas, stage, player) {
  const scaled = ratioNow() * player.scale();
  player.touch((engine) => {
    engine.resize(canvas.width / scaled, canvas.height / scaled, scaled);
    engine.scroll(stage.scrollTop / player.scale());
  });
  player.frames.drawNow();  // setting the size has cleared the canvas
}

export function createCanvas(canvas, stage, player, { onLost, onRestored }) {
  let width = 0;
  let height = 0;

  function resize(deviceWidth, deviceHeight) {
    if (deviceWidth < 1 || deviceHeight < 1) return;  // hidden: keep the last size
    if (deviceWidth !== width || deviceHeight !== height) {
      width = canvas.width = deviceWidth;
      height = canvas.height = deviceHeight;
    }
    fit(canvas, stage, player);
  }

  const observer = new ResizeObserver(([entry]) => {
    const ratio = ratioNow();
    const { width: cssWidth, height: cssHeight } = entry.contentRect;
    const [device] = entry.devicePixelContentBoxSize ?? [];
    // Use the exact size if the browser reports it for this ratio (under emulation it may not).
    const exact = device && Math.abs(device.inlineSize - cssWidth * ratio) < 1.5;
    if (exact) resize(device.inlineSize, device.blockSize);
    else resize(Math.round(cssWidth * ratio), Math.round(cssHeight * ratio));
  });
  try {
    observer.observe(canvas, { box: 'device-pixel-content-box' });
  } catch {
    zoom = pageZoom;
    observer.observe(canvas);
    watchRatio(() => {
      observer.unobserve(canvas);
      observer.observe(canvas);
    });
  }

  let needed = 0;
  player.on('frame', () => {
    const height = player.contentHeight() * player.scale();
    if (height === needed) return;
    needed = height;
    // Wait for the next frame: the resize observer may be drawing this one.
    requestAnimationFrame(() => stage.style.setProperty('--needed-height', `${height}px`));
  });
  stage.addEventListener('scroll', () => player.touch((engine) => engine.scroll(stage.scrollTop / player.scale())), { passive: true });
  player.on('scale', () => resize(width, height));

  canvas.addEventListener('webglcontextlost', (event) => {
    event.preventDefault();
    player.touch((engine) => engine.contextLost());
    onLost();
  });
  canvas.addEventListener('webglcontextrestored', () => {
    player.touch((engine) => engine.contextRestored());
    onRestored();
  });
}

function watchRatio(changed) {
  matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`).addEventListener('change', () => {
    changed();
    watchRatio(changed);
  }, { once: true });
}

/// WebKit keeps the ratio when the page is zoomed, but the window's outer width stays too. If part of the window is
/// taken by something else, this is too much, which makes the canvas only finer.
function pageZoom() {
  const zoom = window.outerWidth / window.innerWidth;
  return zoom > 1.02 || zoom < 0.98 ? Math.min(Math.max(zoom, 0.5), 4) : 1;
}
