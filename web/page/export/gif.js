// Writes animated GIFs (GIF89a). Pure: it takes pixels as indexes into a palette, and gives bytes. Of each frame only
// what differs from the one before is kept.

const unchanged = 255;  // the index of pixels that stay as they are
const colours = 255;

class Bytes {
  #block = new Uint8Array(1 << 16);
  #size = 0;

  push(...values) {
    this.append(values);
  }

  append(values) {
    if (this.#size + values.length > this.#block.length) {
      const larger = new Uint8Array(Math.max(2 * this.#block.length, this.#size + values.length));
      larger.set(this.#block.subarray(0, this.#size));
      this.#block = larger;
    }
    this.#block.set(values, this.#size);
    this.#size += values.length;
  }

  word(value) {
    this.push(value & 255, value >> 8);
  }

  taken() {
    return this.#block.slice(0, this.#size);
  }
}

/// LZW with codes of growing width, in blocks of at most 255 bytes.
function pack(indexes, out) {
  const bits = 8;
  const [clear, end, most] = [1 << bits, (1 << bits) + 1, 4096];
  const block = [];
  let held = 0;
  let holds = 0;
  let width = bits + 1;
  const flush = () => {
    out.push(block.length);
    out.append(block);
    block.length = 0;
  };
  const write = (code) => {
    held |= code << holds;
    for (holds += width; holds >= 8; holds -= 8, held >>>= 8) {
      block.push(held & 255);
      if (block.length === 255) flush();
    }
  };
  // By what was read and the next index: the code of both together.
  let known = new Map();
  let next = end + 1;
  out.push(bits);
  write(clear);
  let code = indexes[0];
  for (let i = 1; i < indexes.length; ++i) {
    const longer = (code << 8) | indexes[i];
    const found = known.get(longer);
    if (found !== undefined) {
      code = found;
      continue;
    }
    write(code);
    if (next === most) {
      write(clear);
      known = new Map();
      next = end + 1;
      width = bits + 1;
    } else {
      if (next === 1 << width) ++width;
      known.set(longer, next++);
    }
    code = indexes[i];
  }
  write(code);
  if (next === 1 << width && next < most) ++width;
  write(end);
  if (holds > 0) block.push(held & 255);
  if (block.length > 0) flush();
  out.push(0);
}

/// The rectangle in which two frames differ, or null.
function differenceOf(before, frame, width, height) {
  let [left, right, top, bottom] = [width, -1, -1, -1];
  for (let y = 0, at = 0; y < height; ++y) {
    for (let x = 0; x < width; ++x, ++at) {
      if (before[at] === frame[at]) continue;
      if (top < 0) top = y;
      bottom = y;
      if (x < left) left = x;
      if (x > right) right = x;
    }
  }
  return top < 0 ? null : { left, top, width: right - left + 1, height: bottom - top + 1 };
}

/// A GIF that is shown again and again. `palette` has up to 255 colours as [red, green, blue]. `add(frame, delay)` takes
/// a frame's indexes and for how many hundredths of a second it's seen; `end()` gives the bytes.
export function createGif(width, height, palette) {
  const out = new Bytes();
  let before = null;
  let waiting = null;  // the frame that is still to be written: what equals it only makes it longer
  out.append([...'GIF89a'].map((c) => c.charCodeAt(0)));
  out.word(width);
  out.word(height);
  out.push(0xf7, 0, 0);
  for (let i = 0; i <= unchanged; ++i) out.push(...(palette[i] ?? [0, 0, 0]));
  out.push(0x21, 0xff, 11);
  out.append([...'NETSCAPE2.0'].map((c) => c.charCodeAt(0)));
  out.push(3, 1, 0, 0, 0);

  function write({ part, rect, delay }) {
    out.push(0x21, 0xf9, 4, 5);  // the next frame is drawn over this one; one index is transparent
    out.word(delay);
    out.push(unchanged, 0, 0x2c);
    for (const value of [rect.left, rect.top, rect.width, rect.height]) out.word(value);
    out.push(0);
    pack(part, out);
  }

  /// The pixels of a frame within the rectangle in which it differs from the one before.
  function changes(frame, rect) {
    const part = new Uint8Array(rect.width * rect.height);
    for (let y = 0, i = 0; y < rect.height; ++y) {
      const from = (rect.top + y) * width + rect.left;
      for (let at = from; at < from + rect.width; ++at) part[i++] = before && before[at] === frame[at] ? unchanged : frame[at];
    }
    return part;
  }

  return {
    add(frame, delay) {
      const rect = before ? differenceOf(before, frame, width, height) : { left: 0, top: 0, width, height };
      if (!rect) {
        waiting.delay += delay;
        return;
      }
      if (waiting) write(waiting);
      waiting = { part: changes(frame, rect), rect, delay };
      before = frame;
    },
    end() {
      if (waiting) write(waiting);
      out.push(0x3b);
      return out.taken();
    },
  };
}

/// Finds at most 255 colours for pictures: the ones that most of their pixels have. `look(pixels)` takes a picture's
/// RGBA bytes, `palette()` gives the colours, and `index(pixels)` a picture as indexes: each pixel has its own colour, or
/// the nearest of them.
export function createColours() {
  const counts = new Map();
  const nearest = new Map();
  let chosen = [];
  const key = (pixels, at) => (pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2];

  function indexOf(colour) {
    const [r, g, b] = [colour >> 16, (colour >> 8) & 255, colour & 255];
    let [best, least] = [0, Infinity];
    chosen.forEach(([cr, cg, cb], i) => {
      const distance = (cr - r) ** 2 + (cg - g) ** 2 + (cb - b) ** 2;
      if (distance < least) [best, least] = [i, distance];
    });
    return best;
  }

  return {
    look(pixels) {
      for (let at = 0; at < pixels.length; at += 4) {
        const colour = key(pixels, at);
        counts.set(colour, (counts.get(colour) ?? 0) + 1);
      }
    },
    palette() {
      chosen = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, colours)
        .map(([colour]) => [colour >> 16, (colour >> 8) & 255, colour & 255]);
      nearest.clear();
      return chosen;
    },
    index(pixels) {
      const indexes = new Uint8Array(pixels.length / 4);
      for (let at = 0, i = 0; at < pixels.length; at += 4, ++i) {
        const colour = key(pixels, at);
        let index = nearest.get(colour);
        if (index === undefined) nearest.set(colour, index = indexOf(colour));
        indexes[i] = index;
      }
      return indexes;
    },
  };
}
