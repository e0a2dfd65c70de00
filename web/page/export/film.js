// A film of a stretch of a run, as a GIF. Its frames are pictures at chosen virtual times, made one after the other, so
// it's the same film however slow the machine is.

import { createColours, createGif } from './gif.js';
import { draw, scaled } from './raster.js';

const most = 300;       // frames
const usual = 8;        // hundredths of a second between two frames
const last = 200;       // for how long the last one is seen
const samples = 8;      // frames of which the colours are taken

/// The virtual times of a film's frames, and for how long each is seen, in hundredths of a second.
export function framesOf({ from, to, speed }) {
  const hundredths = Math.max(0, ((to - from) / speed) * 100);
  const each = Math.max(usual, Math.ceil(hundredths / (most - 1)));
  const count = Math.floor(hundredths / each + 1e-9);
  const times = Array.from({ length: count + 1 }, (_, i) => from + (i * each * speed) / 100);
  if (times.at(-1) < to - 1e-9) times.push(to);
  return { times, delays: times.map((_, i) => (i === times.length - 1 ? last : each)) };
}

const pause = () => new Promise((go) => { setTimeout(go); });

/// Makes the film from `pictureAt(time)`, which gives an SVG. Calls `onProgress(share)` after each frame, and gives up,
/// returning null, once `goesOn()` is false.
export async function film({ times, delays }, pictureAt, { onProgress, goesOn }) {
  const canvas = document.createElement('canvas');
  let size = null;
  const pixelsAt = async (time) => {
    const svg = pictureAt(time);
    size ??= scaled(svg, 1);
    await draw(svg, size, canvas);
    return canvas.getContext('2d').getImageData(0, 0, ...size).data;
  };
  const colours = createColours();
  const sampled = Math.min(samples, times.length);
  for (let i = 0; i < sampled; ++i) {
    colours.look(await pixelsAt(times[Math.round((i * (times.length - 1)) / Math.max(1, sampled - 1))]));
    await pause();
    if (!goesOn()) return null;
  }
  const gif = createGif(...size, colours.palette());
  for (const [i, time] of times.entries()) {
    gif.add(colours.index(await pixelsAt(time)), delays[i]);
    onProgress((i + 1) / times.length);
    await pause();
    if (!goesOn()) return null;
  }
  return gif.end();
}
