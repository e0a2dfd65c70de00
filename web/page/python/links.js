// A program in a link, together with the program it's compared with and its settings. The texts are deflated
// and encoded in characters that an address may contain.

import { lengthWords } from '../share/length.js';
import { readSettings, settingsFromLink, settingsInLink } from './settings.js';
import * as say from '#words/playground.js';

export const mostBytes = 256 * 1024;  // of a program's text

async function through(stream, bytes, most) {
  const pieces = [];
  let length = 0;
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) {
      reader.cancel();
      throw new Error(say.linkTooLong);
    }
    pieces.push(value);
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

/// Encodes a text.
export async function encode(text) {
  const bytes = await through(new CompressionStream('deflate-raw'), new TextEncoder().encode(text), Infinity);
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/// Decodes a text. Throws a sentence if that's impossible.
export async function decode(letters) {
  try {
    const bytes = Uint8Array.from(atob(letters.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(await through(new DecompressionStream('deflate-raw'), bytes, mostBytes));
  } catch (error) {
    if (error.message === say.linkTooLong) throw error;
    throw new Error(say.linkDamaged, { cause: error });
  }
}

/// The link to a program, and maybe to a second one: `sides` are `{ name, source }`. `run` has the run's
/// settings, in the format of a lesson's address.
export async function linkTo([mine, other], settings, run = '') {
  const code = await encode(mine.source);
  const beside = other ? `&${new URLSearchParams({ with: other.name, other: await encode(other.source) })}` : '';
  return new URL(`#playground?name=${encodeURIComponent(mine.name)}&code=${code}${beside}${settingsInLink(settings)}${run && `&run=${encodeURIComponent(run)}`}`, document.baseURI).href;
}

/// What a link's parameters contain: `{ name, text, settings, run }`. Rejects with a sentence if a program is
/// damaged.
export async function programIn(asked) {
  const [text, other] = await Promise.all(['code', 'other'].map((each) => (asked.has(each) ? decode(asked.get(each)) : undefined)));
  const compared = { name: asked.get('with') || say.fromLink, text: other };
  return { name: asked.get('name')?.slice(0, 60) || say.fromLink, text, settings: readSettings({ ...settingsFromLink(asked), compared }), run: asked.get('run') ?? '' };
}

/// Copies a link, or puts it into the address bar if copying is refused. Returns the sentence that says
/// which.
export async function passOn(link) {
  const says = (sentence) => [sentence, lengthWords(link)].filter(Boolean).join(' ');
  try {
    await navigator.clipboard.writeText(link);
    return says(say.linkCopied);
  } catch {
    history.replaceState(history.state, '', link);
    return says(say.linkInAddress);
  }
}
