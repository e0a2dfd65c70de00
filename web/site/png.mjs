// Writes PNG files: pixels in, bytes out.

import zlib from 'node:zlib';

const table = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; ++k) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});
const crc32 = zlib.crc32 ?? ((bytes) => {  // Node has one since 20.15
  let c = ~0;
  for (const byte of bytes) c = table[(c ^ byte) & 255] ^ (c >>> 8);
  return ~c >>> 0;
});

function chunk(type, data) {
  const bytes = Buffer.alloc(12 + data.length);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(type, 4, 'latin1');
  data.copy(bytes, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.length)), 8 + data.length);
  return bytes;
}

/// A picture of `rgba`, four bytes a pixel. With few colours it's stored with a palette.
export function encodePng(width, height, rgba) {
  const pixels = new Uint32Array(rgba.buffer.slice(rgba.byteOffset, rgba.byteOffset + rgba.length));
  const colours = new Map();
  for (const pixel of pixels) {
    if (!colours.has(pixel)) colours.set(pixel, colours.size);
    if (colours.size > 256) break;
  }
  const few = colours.size <= 256;
  const opaque = !rgba.some((byte, i) => i % 4 === 3 && byte !== 255);
  const size = few ? 1 : opaque ? 3 : 4;
  const rows = Buffer.alloc(height * (1 + width * size));
  for (let y = 0; y < height; ++y) {
    const row = y * (1 + width * size) + 1;  // after the filter's number
    for (let x = 0; x < width; ++x) {
      const at = y * width + x;
      if (few) rows[row + x] = colours.get(pixels[at]);
      else for (let i = 0; i < size; ++i) rows[row + x * size + i] = rgba[at * 4 + i];
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, few ? 3 : opaque ? 2 : 6, 0, 0, 0], 8);
  const palette = [];
  if (few) {
    const list = [...colours.keys()].map((pixel) => [pixel & 255, (pixel >>> 8) & 255, (pixel >>> 16) & 255, pixel >>> 24]);
    palette.push(chunk('PLTE', Buffer.from(list.flatMap((c) => c.slice(0, 3)))));
    if (!opaque) palette.push(chunk('tRNS', Buffer.from(list.map((c) => c[3]))));
  }
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', header), ...palette, chunk('IDAT', zlib.deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0)),
  ]);
}
