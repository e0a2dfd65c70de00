// The encoder of GIFs, without a browser: what another program reads is what was written.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { framesOf } from '../../web/page/export/film.js';
import { createColours, createGif } from '../../web/page/export/gif.js';
import { decodeGif } from './gif.mjs';

const palette = Array.from({ length: 255 }, (_, i) => [i, 255 - i, (i * 7) % 256]);
const coloured = (frame) => Int32Array.from(frame, (index) => (palette[index][0] << 16) | (palette[index][1] << 8) | palette[index][2]);

/// Numbers that look random, and are the same each time.
function random(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function written(width, height, frames) {
  const gif = createGif(width, height, palette);
  for (const [frame, delay] of frames) gif.add(frame, delay);
  return decodeGif(gif.end());
}

describe('a GIF', () => {
  for (const [what, next] of Object.entries({
    'of one colour': () => 3,
    'of noise, which fills the table of codes several times': (r) => Math.floor(r() * 255),
    'of two colours in long runs': (r, i) => (Math.floor(i / 97) % 2) * 254,
  })) {
    it(`is read as it was written: frames ${what}`, () => {
      for (const [width, height] of [[1, 1], [3, 2], [16, 16], [211, 97]]) {
        const r = random(width * height);
        const frames = Array.from({ length: 3 }, () => [Uint8Array.from({ length: width * height }, (_, i) => next(r, i)), 8]);
        const { frames: read, ...rest } = written(width, height, frames);
        assert.deepEqual(rest, { width, height, loops: 0, rest: 0 });
        // What equals the frame before only makes that one longer.
        const expected = [];
        for (const [frame, delay] of frames) {
          const last = expected.at(-1);
          if (last && Buffer.compare(last.frame, frame) === 0) last.delay += delay;
          else expected.push({ frame, delay });
        }
        assert.deepEqual(read.map(({ delay }) => delay), expected.map(({ delay }) => delay));
        read.forEach(({ pixels }, i) => assert.deepEqual(pixels, coloured(expected[i].frame)));
      }
    });
  }

  it('keeps of a frame what differs, wherever that is', () => {
    const [width, height] = [40, 30];
    const r = random(7);
    const frames = [];
    let frame = new Uint8Array(width * height).fill(9);
    for (let i = 0; i < 60; ++i) {
      frame = frame.slice();
      for (let n = Math.floor(r() * 4); n >= 0; --n) frame[Math.floor(r() * frame.length)] = 10 + i;
      frames.push([frame, i + 1]);
    }
    const { frames: read } = written(width, height, frames);
    assert.equal(read.length, 60);
    read.forEach(({ pixels, delay }, i) => {
      assert.deepEqual(pixels, coloured(frames[i][0]));
      assert.equal(delay, i + 1);
    });
  });

  it('has each of up to 255 colours as it was, and the nearest for those that are rarer', () => {
    const few = createColours();
    const pixels = Uint8ClampedArray.from({ length: 4 * 255 }, (_, i) => [i >> 2, 0, 255 - (i >> 2), 255][i % 4]);
    few.look(pixels);
    const chosen = few.palette();
    assert.deepEqual([...few.index(pixels)].map((index) => chosen[index]), Array.from({ length: 255 }, (_, i) => [i, 0, 255 - i]));

    const many = createColours();
    many.look(Uint8ClampedArray.from({ length: 4 * 4000 }, (_, i) => [0, 0, 0, 255][i % 4]));
    many.look(Uint8ClampedArray.from({ length: 4 * 600 }, (_, i) => [(i >> 2) % 256, (i >> 2) >> 8, 200, 255][i % 4]));
    const palette255 = many.palette();
    assert.equal(palette255.length, 255);
    assert.deepEqual(palette255[0], [0, 0, 0]);
    const [rare] = many.index(Uint8ClampedArray.from([255, 255, 255, 255]));
    const distance = ([a, b, c]) => (a - 255) ** 2 + (b - 255) ** 2 + (c - 255) ** 2;
    assert.ok(palette255.every((colour) => distance(colour) >= distance(palette255[rare])));
  });
});

describe('a film', () => {
  it('has a frame every 0.08 s of its own time, from the first moment to the last, which stays', () => {
    const { times, delays } = framesOf({ from: 1, to: 2, speed: 0.5 });
    assert.deepEqual(times.map((time) => Number(time.toFixed(4))), Array.from({ length: 26 }, (_, i) => Number((1 + i * 0.04).toFixed(4))));
    assert.deepEqual(delays, [...Array(25).fill(8), 200]);
  });

  it('ends at its last moment, also if that is between two frames, and may be one moment', () => {
    assert.deepEqual(framesOf({ from: 0, to: 0.1, speed: 1 }).times.map((time) => Number(time.toFixed(4))), [0, 0.08, 0.1]);
    assert.deepEqual(framesOf({ from: 2, to: 2, speed: 1 }), { times: [2], delays: [200] });
  });

  it('has at most 301 frames, however long it is', () => {
    for (const to of [24, 60, 3600]) {
      const { times, delays } = framesOf({ from: 0, to, speed: 1 });
      assert.ok(times.length <= 301, `${times.length}`);
      assert.equal(times.at(-1), to);
      const lasts = delays.slice(0, -1).reduce((sum, delay) => sum + delay, 0) / 100;
      assert.ok(Math.abs(lasts - to) <= delays[0] / 100, `${lasts} s of ${to} s`);
    }
  });
});
