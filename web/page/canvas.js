// The canvas's size in device pixels, kept equal to what the layout gives it so
// that nothing is drawn blurred; and the loss of its WebGL context.

export function createCanvas(canvas, session, { onLost, onRestored }) {
  let width = 0;
  let height = 0;

  function resize(deviceWidth, deviceHeight) {
    const ratio = window.devicePixelRatio || 1;
    if (deviceWidth < 1 || deviceHeight < 1) return;  // not shown: the last size stays
    if (deviceWidth !== width || deviceHeight !== height) {
      width = canvas.width = deviceWidth;
      height = canvas.height = deviceHeight;
    }
    session.touch((engine) => engine.resize(width / ratio, height / ratio, ratio));
    session.frames.drawNow();  // setting the size has cleared the canvas
  }

  const observer = new ResizeObserver(([entry]) => {
    const [device] = entry.devicePixelContentBoxSize ?? [];
    const ratio = window.devicePixelRatio || 1;
    if (device) resize(device.inlineSize, device.blockSize);
    else resize(Math.round(entry.contentRect.width * ratio), Math.round(entry.contentRect.height * ratio));
  });
  try {
    observer.observe(canvas, { box: 'device-pixel-content-box' });
  } catch {
    observer.observe(canvas);
    watchRatio(() => {
      observer.unobserve(canvas);
      observer.observe(canvas);
    });
  }

  canvas.addEventListener('webglcontextlost', (event) => {
    event.preventDefault();
    session.touch((engine) => engine.contextLost());
    onLost();
  });
  canvas.addEventListener('webglcontextrestored', () => {
    session.touch((engine) => engine.contextRestored());
    onRestored();
  });
}

function watchRatio(changed) {
  matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`).addEventListener('change', () => {
    changed();
    watchRatio(changed);
  }, { once: true });
}
