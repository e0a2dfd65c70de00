// What a learner does in the playground, and reads there.

import { eventually, state } from './panel.mjs';

export const says = (page) => page.locator('.bench-says').textContent();
export const name = (page) => page.getByLabel('Name of the program').inputValue();
/// The editor's text, without the tasks' labels at the ends of lines, which come as soon as a run does.
export const program = (page) => page.evaluate(() => {
  const lines = [...document.querySelectorAll('.bench-text .cm-line')].map((line) => {
    const copy = line.cloneNode(true);
    for (const label of copy.querySelectorAll('[contenteditable="false"]')) label.remove();
    return copy.textContent;
  });
  return lines.join('\n');
});
export const lines = async (page) => (await state(page)).output.map(({ text }) => text);
export const button = (page, words) => page.getByRole('button', { name: words, exact: true });
/// The programs that are kept, by their names.
export const kept = (page) => page.evaluate(() => JSON.parse(localStorage.getItem('interleave.programs') ?? '{}'));

/// The editor is there.
export async function enter(page) {
  await page.locator('.bench-text .cm-content').waitFor();
}

/// Python is there.
export const pythonReady = (page) => eventually(() => page.locator('.bench-words').textContent(), '');

/// What is seen of an element: it's under the point in its middle.
export const isSeen = (locator) => locator.evaluate((node) => {
  const { x, y, width, height } = node.getBoundingClientRect();
  const there = document.elementFromPoint(x + width / 2, y + height / 2);
  return there !== null && (node.contains(there) || there.contains(node) && there.closest('.cm-content') !== null);
});

/// Waits for a run's last moment.
export async function toEnd(page) {
  await eventually(() => state(page), ({ lesson }) => lesson === 'playground', 'the run');
  await eventually(async () => {
    await page.locator('#canvas').focus();
    await page.keyboard.press('End');
    return state(page);
  }, ({ ended }) => ended, 'the end');
}

/// Drops files on the page: `{ name, bytes }`, or `{ name, text }`.
export const drop = (page, ...files) => page.evaluate((given) => {
  const dataTransfer = new DataTransfer();
  for (const { name: called, text, bytes } of given) dataTransfer.items.add(new File([text ?? new Uint8Array(bytes)], called));
  for (const kind of ['dragenter', 'dragover', 'drop']) {
    document.querySelector('main h1').dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
  }
}, files);
