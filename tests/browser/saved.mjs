// The files that a page saves.

import { readFileSync } from 'node:fs';

/// Runs in the page: notes each file that it saves, in place of saving it.
function noteFiles() {
  if (window.filesSaved) return;
  window.filesSaved = [];
  const blobs = new Map();
  const { createObjectURL } = URL;
  URL.createObjectURL = (blob) => {
    const address = createObjectURL.call(URL, blob);
    blobs.set(address, blob);
    return address;
  };
  const { click } = HTMLAnchorElement.prototype;
  HTMLAnchorElement.prototype.click = function press() {
    if (!this.hasAttribute('download')) return click.call(this);
    return window.filesSaved.push({ name: this.download, content: blobs.get(this.href).arrayBuffer() });
  };
}

/// `{ name, bytes }` of the file that `act` has the page save. Chromium's driver tells of downloads (`can.downloads`); in
/// another browser the page tells what it gives the browser to save.
export async function savedBy(page, can, act) {
  if (can.downloads) {
    const [file] = await Promise.all([page.waitForEvent('download'), act()]);
    return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
  }
  await page.evaluate(noteFiles);
  await act();
  await page.waitForFunction(() => window.filesSaved.length > 0);
  const { name, base64 } = await page.evaluate(async () => {
    const { name: called, content } = window.filesSaved.shift();
    return { name: called, base64: btoa([...new Uint8Array(await content)].map((byte) => String.fromCharCode(byte)).join('')) };
  });
  return { name, bytes: Buffer.from(base64, 'base64') };
}
