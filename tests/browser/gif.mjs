// Reads a GIF, as a viewer does: frames drawn over each other.

/// `{ width, height, loops, frames: [{ pixels, delay }] }`; pixels as [red, green, blue] packed into numbers.
export function decodeGif(bytes) {
  let at = 0;
  const byte = () => bytes[at++];
  const word = () => byte() | (byte() << 8);
  const text = (length) => String.fromCharCode(...bytes.subarray(at, at += length));
  const blocks = () => {
    const parts = [];
    for (let size = byte(); size !== 0; size = byte()) parts.push(...bytes.subarray(at, at += size));
    return parts;
  };
  if (text(6) !== 'GIF89a') throw new Error('no GIF');
  const [width, height] = [word(), word()];
  const packed = byte();
  at += 2;
  const palette = Array.from({ length: 2 << (packed & 7) }, () => (byte() << 16) | (byte() << 8) | byte());
  const frames = [];
  let screen = new Int32Array(width * height).fill(-1);
  let control = { delay: 0, transparent: -1 };
  let loops = null;
  for (;;) {
    const kind = byte();
    if (kind === 0x3b) return { width, height, loops, frames, rest: bytes.length - at };
    if (kind === 0x21) {
      const label = byte();
      const data = blocks();
      if (label === 0xf9) control = { delay: data[1] | (data[2] << 8), transparent: data[0] & 1 ? data[3] : -1 };
      if (label === 0xff) loops = data[12] | (data[13] << 8);
      continue;
    }
    if (kind !== 0x2c) throw new Error(`an unknown block ${kind} at ${at - 1}`);
    const [left, top, w, h] = [word(), word(), word(), word()];
    if (byte() !== 0) throw new Error('a frame with a palette of its own, or interlaced');
    if (left + w > width || top + h > height) throw new Error('a frame that reaches beyond the picture');
    const bits = byte();
    const indexes = unpacked(blocks(), bits);
    if (indexes.length !== w * h) throw new Error(`${indexes.length} pixels of ${w * h}`);
    screen = screen.slice();
    indexes.forEach((index, i) => {
      if (index !== control.transparent) screen[(top + Math.floor(i / w)) * width + left + (i % w)] = palette[index];
    });
    frames.push({ pixels: screen, delay: control.delay });
  }
}

/// LZW, by its definition: a table of what each code stands for.
function unpacked(data, bits) {
  const [clear, end] = [1 << bits, (1 << bits) + 1];
  const out = [];
  let table;
  let width;
  let before = null;
  const reset = () => {
    table = Array.from({ length: end + 1 }, (_, i) => [i]);
    width = bits + 1;
    before = null;
  };
  reset();
  for (let bit = 0; ;) {
    let code = 0;
    for (let i = 0; i < width; ++i, ++bit) {
      if (bit >> 3 >= data.length) throw new Error('the codes end too early');
      code |= ((data[bit >> 3] >> (bit & 7)) & 1) << i;
    }
    if (code === clear) {
      reset();
      continue;
    }
    if (code === end) return out;
    if (code > table.length) throw new Error(`the code ${code} of ${table.length}`);
    const entry = code < table.length ? table[code] : [...before, before[0]];
    for (const index of entry) out.push(index);
    if (before && table.length < 4096) table.push([...before, entry[0]]);
    if (table.length === 1 << width && width < 12) ++width;
    before = entry;
  }
}
