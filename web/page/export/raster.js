// Turns an SVG into pixels, at any scale. The fonts are put into the picture: an image can't use the page's.

import { addressOf } from '../load.js';
import * as say from '#words/export.js';

const fonts = [['Interleave Text', 'fonts/text.otf', 'font/otf'], ['Interleave Mono', 'fonts/mono.ttf', 'font/ttf']];
const largest = 16_000;  // pixels of a side: more is too much for some browsers

let faces = null;
async function fontFaces() {
  faces ??= Promise.all(fonts.map(async ([family, file, type]) => {
    const bytes = new Uint8Array(await (await fetch(addressOf(file))).arrayBuffer());
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return `@font-face{font-family:"${family}";src:url(data:${type};base64,${btoa(text)})}`;
  }));
  faces.catch(() => { faces = null; });
  return (await faces).join('');
}

const sizeOf = (svg) => ['width', 'height'].map((name) => Number(new RegExp(`\\s${name}="([\\d.]+)"`).exec(svg)[1]));

/// The size in pixels of a picture at this scale, which is reduced if it would be too large.
export function scaled(svg, scale) {
  const [width, height] = sizeOf(svg);
  const fitting = Math.min(scale, largest / width, largest / height);
  return [Math.round(width * fitting), Math.round(height * fitting)];
}

/// Draws the picture on a canvas of this size.
export async function draw(svg, [width, height], canvas = document.createElement('canvas')) {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(svg.replace(/<\/svg>\s*$/, `<style>${await fontFaces()}</style></svg>`))}`;
  await image.decode();
  if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
  canvas.getContext('2d', { willReadFrequently: true }).drawImage(image, 0, 0, width, height);
  return canvas;
}

/// The picture as a PNG file.
export async function png(svg, scale) {
  const canvas = await draw(svg, scaled(svg, scale));
  const blob = await new Promise((made) => { canvas.toBlob(made, 'image/png'); });
  if (!blob) throw new Error(say.tooLarge);
  return blob;
}
