// The timeline as its pixels show it, against what the runner says is true. Nothing here asks the panel where it
// has drawn a mark: of the panel come only the axis (which time is at its left end, which at its right) and the
// height of each row.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { interleave } from '../runner.mjs';

// --- Pictures -------------------------------------------------------------------------------------

/// The pixels of a PNG file with 8 bits a channel and no interlacing, as a browser's screenshot is.
export function decodePng(file) {
  const chunks = { IDAT: [] };
  for (let at = 8; at < file.length;) {
    const length = file.readUInt32BE(at);
    const kind = file.toString('latin1', at + 4, at + 8);
    const data = file.subarray(at + 8, at + 8 + length);
    if (kind === 'IDAT') chunks.IDAT.push(data);
    else chunks[kind] = data;
    at += length + 12;
  }
  const [width, height] = [chunks.IHDR.readUInt32BE(0), chunks.IHDR.readUInt32BE(4)];
  const [depth, colour, , , interlaced] = chunks.IHDR.subarray(8);
  const channels = { 2: 3, 6: 4 }[colour];
  assert.ok(depth === 8 && channels && interlaced === 0, 'a PNG of a kind that this test reads');
  const packed = inflateSync(Buffer.concat(chunks.IDAT));
  const stride = width * channels;
  const pixels = Buffer.alloc(stride * height);
  for (let y = 0; y < height; ++y) unfilter(pixels, y * stride, packed, y * (stride + 1), stride, channels);
  return { width, height, pixels, channels, at: (x, y) => pixels.subarray(y * stride + x * channels, y * stride + x * channels + 3) };
}

/// How many pixels have another colour in one picture than in another of the same size.
export function differing(one, other) {
  let count = 0;
  for (let i = 0, n = one.width * one.height, a = 0, b = 0; i < n; ++i, a += one.channels, b += other.channels) {
    for (let c = 0; c < 3; ++c) {
      if (one.pixels[a + c] === other.pixels[b + c]) continue;
      ++count;
      break;
    }
  }
  return count;
}

/// Undoes the filter of one line, whose number comes first.
function unfilter(pixels, to, packed, from, stride, channels) {
  const filter = packed[from];
  packed.copy(pixels, to, from + 1, from + 1 + stride);
  if (filter === 0) return;
  for (let i = 0; i < stride; ++i) {
    const left = i < channels ? 0 : pixels[to + i - channels];
    const up = to === 0 ? 0 : pixels[to + i - stride];
    const corner = to === 0 || i < channels ? 0 : pixels[to + i - stride - channels];
    pixels[to + i] += filter === 1 ? left : filter === 2 ? up : filter === 3 ? (left + up) >> 1 : paeth(left, up, corner);
  }
}

function paeth(left, up, corner) {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

/// A part of the page as it is seen, given in CSS pixels of the window.
export async function photograph(page, clip) {
  return decodePng(await page.screenshot({ clip, animations: 'disabled' }));
}

/// Lets the canvas keep what was drawn on it, to be read at any time. To be called before the page is fetched.
export const keepDrawing = (page) => page.addInitScript(() => {
  const { getContext } = HTMLCanvasElement.prototype;
  HTMLCanvasElement.prototype.getContext = function (kind, attributes) {
    return getContext.call(this, kind, kind === 'webgl2' ? { ...attributes, preserveDrawingBuffer: true } : attributes);
  };
});

/// The same part of the page from the canvas itself: that is ten times as quick, but doesn't say where the canvas is.
export async function readCanvas(page, clip) {
  const data = await page.evaluate(({ x, y, width, height }) => {
    const canvas = document.getElementById('canvas');
    const box = canvas.getBoundingClientRect();
    const scale = canvas.width / box.width;
    const copy = document.createElement('canvas');
    [copy.width, copy.height] = [Math.round(width * scale), Math.round(height * scale)];
    copy.getContext('2d', { willReadFrequently: true })
      .drawImage(canvas, Math.round((box.x - x) * scale), Math.round((box.y - y) * scale));
    return copy.toDataURL('image/png').split(',')[1];
  }, clip);
  return decodePng(Buffer.from(data, 'base64'));
}

// --- The truth ------------------------------------------------------------------------------------

const longest = 40;  // virtual seconds of a run that are looked at
const truths = new Map();

/// What the runner says of a run: each task with when it was created, when it ran, and when and how it ended;
/// where stepping stops; whether the run has ended, and when.
export async function truth(slug, settings = {}) {
  const args = Object.entries(settings).flatMap(([name, value]) => ['--param', `${name}=${value}`]);
  const key = [slug, ...args].join('\n');
  if (!truths.has(key)) {
    const text = await interleave(['run', slug, ...args, '--until', String(longest), '--json']);
    truths.set(key, followed(JSON.parse(text).events));
  }
  return truths.get(key);
}

function followed(events) {
  const tasks = [];
  const stops = [];
  const of = (id) => tasks.find((task) => task.id === id);
  const isOver = { task_suspended: true, task_ended: true };
  let inside = false;
  let prints = null;  // of the callback that runs, until it blocks
  for (const { t, kind, task: id, name, how } of events) {
    const task = of(id);
    if (kind === 'task_created') tasks.push({ id, name, created: t, steps: [], ended: null });
    if (kind === 'task_stepped') task.steps.push({ at: t, to: t });
    if (isOver[kind] && task.steps.length > 0) task.steps.at(-1).to = t;
    if (kind === 'task_ended') task.ended = { at: t, how };
    if (kind === 'callback_began') {
      inside = true;
      stops.push(t);
      prints = [];
    }
    if (kind === 'printed' && inside) (prints ?? stops).push(t);
    if (kind === 'held' && prints) {
      stops.push(...prints);
      prints = null;
    }
    if (kind === 'callback_ended' || (kind === 'clock' && inside)) stops.push(t);
    if (kind === 'callback_ended') inside = false;
  }
  const last = events.at(-1);
  return { tasks, stops, end: last.t, deadlocked: last.kind === 'deadlock', isWhole: ['finished', 'deadlock'].includes(last.kind) };
}

// --- Colours --------------------------------------------------------------------------------------

const rgb = (hex) => [hex >> 16, (hex >> 8) & 255, hex & 255];
const mix = (under, over, opacity) => under.map((v, i) => v + (over[i] - v) * opacity);
const distance = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

// The light scheme, as the panel has it.
const ground = rgb(0xfbfaf7);
const faint = rgb(0xe2dfd7);
const held = rgb(0x2b2b33);
const accent = rgb(0x0b5fa5);
const ofTasks = [0x0072b2, 0xc2500a, 0x00795b, 0xa63d7c, 0x856100, 0x5a4fcf, 0x5d6670, 0xa8323e].map(rgb);
/// The ninth task and later ones have the colours of the first eight, farther from the ground.
function colourOf(id) {
  const ring = Math.floor((id - 1) / ofTasks.length) % 3;
  return ofTasks[(id - 1) % ofTasks.length].map((own) => Math.floor((own * (5 - 2 * ring)) / 5));
}

const future = 0.6;  // the opacity of what is still to come
const veils = [0, 76 / 255, 35 / 255];  // of the band in which the loop is held: past and to come

const tolerance = 5;
const isAccent = (pixel) => distance(pixel, accent) < tolerance;

/// Ground, or a line of the axis, be it under the band of a hold.
const isGround = (pixel) => veils.some((veil) => {
  const [a, b] = [mix(ground, held, veil), mix(faint, held, veil)];
  const along = Math.min(Math.max(pixel.reduce((sum, v, i) => sum + (v - a[i]) * (b[i] - a[i]), 0) / distance(a, b) ** 2, 0), 1);
  return distance(pixel, mix(a, b, along)) < tolerance;
});

const inksOf = (id) => {
  const colour = colourOf(id);
  return [colour, ...[ground, faint].flatMap((under) => veils.map((veil) => mix(mix(under, held, veil), colour, future)))];
};

/// The rims of a folded bar that is still to come, over its own filling.
const rimsOf = (id) => {
  const colour = colourOf(id);
  return [...inksOf(id), ...veils.map((veil) => mix(mix(mix(ground, held, veil), colour, future * 0.55), colour, future))];
};

// --- Reading --------------------------------------------------------------------------------------

/// Runs of pixels along a line for which `is` holds, each with its edges in CSS pixels of the window.
function runsOf(picture, { scale, clip }, line, from, to, is) {
  const runs = [];
  const y = Math.round((line - clip.y) * scale);
  if (y < 0 || y >= picture.height) return runs;
  const [first, last] = [Math.max(Math.round((from - clip.x) * scale), 0), Math.min(Math.round((to - clip.x) * scale), picture.width)];
  let open = null;
  for (let x = first; x <= last; ++x) {
    const good = x < last && is(picture.at(x, y));
    if (good && !open) runs.push(open = { from: clip.x + x / scale, to: 0 });
    if (!good && open) {
      open.to = clip.x + x / scale;
      open = null;
    }
  }
  return runs;
}

/// Where the playhead is: the middles of the columns in the accent's colour, above the marks of the first row.
export function playheads(picture, shot) {
  return runsOf(picture, shot, shot.rows[0].y + 2, shot.axis.left - 3, shot.axis.left + shot.axis.width + 3, isAccent)
    .map(({ from, to }) => (from + to) / 2);
}

/// Whether a row has something else than its ground at x.
export const inked = (picture, shot, { y, height }, x) => [-7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6].some(
  (line) => runsOf(picture, shot, y + height / 2 + line, x - 0.5, x + 0.5, (pixel) => !isGround(pixel) && !isAccent(pixel)).length > 0);

/// Holds the picture of one run against the truth. Returns sentences on what is wrong by more than a pixel, the largest
/// distance of a mark from its true place, and how many marks were looked at.
export function compare(picture, shot, run, rows) {
  const found = { wrong: [], worst: 0, marks: 0, folded: 0 };
  for (const row of rows) compareRow(picture, shot, run, row, found);
  return found;
}

function compareRow(picture, shot, run, { task, y, height }, found) {
  const { axis } = shot;
  const x = (time) => axis.left + ((time - axis.from) / (axis.to - axis.from)) * axis.width;
  const right = axis.left + axis.width;
  const inks = inksOf(task.id);
  const isInk = (pixel) => inks.some((ink) => distance(pixel, ink) < tolerance);
  const rims = rimsOf(task.id);
  const isRim = (pixel) => isAccent(pixel) || rims.some((ink) => distance(pixel, ink) < tolerance + 3);
  const middle = y + height / 2;
  const on = (line, is, from = axis.left - 2, to = right + 2) => runsOf(picture, shot, line, from, to, is);
  const note = (what, drawn, real) => {
    ++found.marks;
    found.worst = Math.max(found.worst, Math.abs(drawn - real));
    if (!(Math.abs(drawn - real) <= 1)) found.wrong.push(`${task.name}: ${what} is drawn at ${drawn.toFixed(2)} px and is at ${real.toFixed(2)} px`);
  };
  const over = (runs, place, near = 1) => runs.find(({ from, to }) => from - near <= place && place <= to + near);

  // Steps: nothing else reaches as far up, the tip of a triangle but for its uppermost pixels. A column of the playhead hides what is under it.
  const drawn = on(middle - 10, (pixel) => isInk(pixel) || isAccent(pixel));
  const heads = on(middle - 10, isAccent);
  const dense = [-7, -6, 5, 6].map((line) => on(middle + line, isRim));
  const isBarFolded = (place) => dense.every((runs) => over(runs, place)) && !over(on(middle - 10, isInk), place, 0);
  // The mark of an end hides the end of the bar under it.
  const isFolded = (place) => isBarFolded(place) || (task.ended && Math.abs(place - x(task.ended.at)) < 8 && [4, 6, 8].some((back) => isBarFolded(x(task.ended.at) - back)));
  const steps = task.steps.map(({ at, to }) => (x(to) - x(at) < 2 ? [x(at) - 1, x(at) + 1, x(at)]
    : [Math.max(x(at), axis.left), Math.min(x(to), right), x(at)]))
    .filter(([, end, begin]) => end > axis.left && begin < right + 3);
  for (const [a, , begin] of steps) {
    if (begin > right || over(drawn, Math.max(a, begin))) continue;
    if (isFolded(begin)) ++found.folded;
    else found.wrong.push(`${task.name}: the step at ${begin.toFixed(1)} px is not drawn`);
  }
  const nearest = (places, to) => places.reduce((best, place) => (Math.abs(place - to) < Math.abs(best - to) ? place : best), Infinity);
  for (const { from, to } of drawn) {
    const hidden = (edge) => heads.some((head) => Math.abs(head.from - edge) < 0.1 || Math.abs(head.to - edge) < 0.1);
    const cut = (edge) => edge < axis.left - 1.5 || edge > right + 1.5;
    const alone = steps.filter(([a, b]) => b > from - 3 && a < to + 3);
    if (!hidden(from) && !hidden(to) && alone.length === 1 && alone[0][1] - alone[0][0] === 2 && !cut(from) && !cut(to)) {
      note('a step', (from + to) / 2, alone[0][2]);
    } else {
      if (!hidden(from) && !cut(from)) note('a left edge', from, nearest(steps.map(([a]) => a), from));
      if (!hidden(to) && !cut(to)) note('a right edge', to, nearest(steps.map(([, b]) => b), to));
    }
  }

  // States: from the creation to the end without a gap, and nothing before or after.
  const ends = task.ended ? x(task.ended.at) : run.isWhole && !run.deadlocked ? x(run.end) : right;
  const isInked = (place, isBare = isGround) => [-7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6].some((line) => over(on(middle + line, (p) => !isBare(p), place - 2, place + 2), place, 0));
  const begins = x(task.created);
  const room = 8;  // for an end mark on the very same place
  for (const place of [begins - room - 1, ends + room + 1]) {
    if (place > axis.left && place < right && isInked(place, (p) => isGround(p) || isAccent(p))) found.wrong.push(`${task.name}: something is drawn at ${place.toFixed(1)} px, outside its life`);
  }
  const edges = [begins, ...steps.map(([, , begin]) => begin), ends].filter((place) => place >= axis.left && place <= right);
  edges.slice(1).forEach((edge, i) => {
    if (edge - edges[i] < 6) return;
    for (const place of [edges[i] + 2.5, edge - 2.5]) {
      ++found.marks;
      if (!isInked(place)) found.wrong.push(`${task.name}: nothing is drawn at ${place.toFixed(1)} px, between ${edges[i].toFixed(1)} and ${edge.toFixed(1)} px`);
    }
  });
  if (!task.ended && ends >= right - 0.5 && begins < right - 4 && !isInked(right - 1.5)) found.wrong.push(`${task.name}: its state does not reach the right edge`);

  // The mark of the end: its middle is its time. A cross is looked at above its middle, at its two arms.
  if (!task.ended || ends < axis.left + 8 || ends > right - 8) return;
  const { how } = task.ended;
  const line = middle + { done: 0, failed: 3, cancelled: -4 }[how];
  const away = ({ from, to }) => Math.abs((from + to) / 2 - ends);
  if (on(line, isAccent, ends - 8, ends + 8).some((head) => away(head) > 1.5)) return;  // the playhead hides a part of it
  const pale = 0.5 * distance(ground, inks[1]);
  const isMark = how === 'cancelled' ? (pixel) => distance(pixel, ground) > pale && !isGround(pixel) : (pixel) => isInk(pixel) || isAccent(pixel);
  const parts = on(line, isMark, ends - (how === 'cancelled' ? 7 : 12), ends + (how === 'cancelled' ? 7 : 12));
  const marks = how === 'cancelled' && parts.length > 1 ? [{ from: parts[0].from, to: parts.at(-1).to }] : parts;
  const mark = marks.reduce((best, next) => (!best || away(next) < away(best) ? next : best), null);
  if (mark) note(`the mark of the end (${how})`, (mark.from + mark.to) / 2, ends);
  else if (!isFolded(ends)) found.wrong.push(`${task.name}: its end at ${ends.toFixed(1)} px has no mark`);
}
