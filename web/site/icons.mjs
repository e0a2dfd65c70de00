// The site's icon as files: the drawing in shell.html, as SVG and as PNG in the sizes that installing asks for.
// It's a rounded square with horizontal bars, so that nothing needs a browser to draw it.

import { encodePng } from './png.mjs';

/// The drawing in the shell's link, as `{ svg, ground, radius, width, bars }`; `width` is a bar's height.
export function drawingIn(shell) {
  const [, encoded] = /<link rel="icon" href="data:image\/svg\+xml,([^"]+)">/.exec(shell);
  const svg = decodeURIComponent(encoded);
  const [, radius, ground] = /<rect width='32' height='32' rx='(\d+)' fill='#([0-9a-f]{6})'\/>/.exec(svg);
  const [, path, width] = /<path d='([MHh\d ]+)' stroke='white' stroke-width='(\d+)'\/>/.exec(svg);
  const bars = [...path.matchAll(/M(\d+) (\d+)h(\d+)/g)].map((found) => found.slice(1).map(Number));
  if (bars.length !== 4) throw new Error('shell.html: the icon is no longer made of four bars.');
  return { svg, ground: [0, 2, 4].map((i) => parseInt(ground.slice(i, i + 2), 16)), radius: Number(radius), width: Number(width), bars };
}

/// The drawing as a PNG of `size` pixels. `maskable`: without round corners and with room round the bars, since
/// each system cuts its own shape out of it.
export function iconPng({ ground, radius, width, bars }, size, maskable = false) {
  const samples = 4;  // each way, in a pixel
  const shrink = maskable ? 1.3 : 1;
  const within = (x, y) => {  // of the square with its corners
    if (maskable) return true;
    const dx = Math.max(radius - x, x - (32 - radius), 0);
    const dy = Math.max(radius - y, y - (32 - radius), 0);
    return dx * dx + dy * dy <= radius * radius;
  };
  const onBar = (x, y) => bars.some(([from, middle, long]) => x >= from && x < from + long && Math.abs(y - middle) <= width / 2);
  const rgba = Buffer.alloc(size * size * 4);
  for (let py = 0; py < size; ++py) {
    for (let px = 0; px < size; ++px) {
      let covered = 0;
      let white = 0;
      for (let i = 0; i < samples * samples; ++i) {
        const place = (p, s) => ((p + (s + 0.5) / samples) / size) * 32;
        const [x, y] = [place(px, i % samples), place(py, Math.floor(i / samples))];
        if (!within(x, y)) continue;
        ++covered;
        if (onBar((x - 16) * shrink + 16, (y - 16) * shrink + 16)) ++white;
      }
      const share = covered ? white / covered : 0;
      ground.forEach((c, i) => { rgba[(py * size + px) * 4 + i] = covered ? Math.round(c + (255 - c) * share) : 0; });
      rgba[(py * size + px) * 4 + 3] = Math.round((covered / samples ** 2) * 255);
    }
  }
  return encodePng(size, size, rgba);
}
