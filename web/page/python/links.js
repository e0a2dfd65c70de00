// A program within a link: deflated, and written in the letters that an address may have.

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
      throw new Error('The program in this link is longer than 256 KB.');
    }
    pieces.push(value);
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

/// The letters for a text.
export async function encode(text) {
  const bytes = await through(new CompressionStream('deflate-raw'), new TextEncoder().encode(text), Infinity);
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/// The text again; throws a sentence if the letters hold none.
export async function decode(letters) {
  try {
    const bytes = Uint8Array.from(atob(letters.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(await through(new DecompressionStream('deflate-raw'), bytes, mostBytes));
  } catch (error) {
    if (/256 KB/.test(error.message)) throw error;
    throw new Error('The program in this link is damaged: copy the whole link.', { cause: error });
  }
}
