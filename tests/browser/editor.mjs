// A bare page for the editor, of the site's own origin and under its policy, with its style sheet; and what one does
// there.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { top } from './chromium.mjs';

/// The page, as an option of `visit`: { at, prepare }. There's a button before the editor's place and one after it.
export const editorPage = {
  at: 'editor-page.html',
  prepare: (page) => page.route('**/editor-page.html', (route) => {
    const site = readFileSync(join(top, 'build/web/index.html'), 'utf8');
    const [policy] = /<meta http-equiv="Content-Security-Policy"[^>]*>/.exec(site);
    route.fulfill({ contentType: 'text/html', body: `<!doctype html><html lang="en"><head><meta charset="utf-8">${policy}
<meta name="viewport" content="width=device-width, initial-scale=1"><title>The editor</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="app.css"></head><body><main class="text"><h1>The editor</h1>
<button class="button" id="before" type="button">before</button><div id="place"></div><button class="button" id="after" type="button">after</button>
</main></body></html>` });
  }),
};

/// Makes an editor with `text`. What it tells is kept in `window.told`: { changes, runs, refused, read }, the last
/// being what is read out.
export async function makeEditor(page, text = '', options = {}) {
  await page.evaluate(async ([program, given]) => {
    const { makeEditor: make } = await import(new URL('editor.js', location));
    const told = { changes: [], runs: 0, refused: [], read: [] };
    window.told = told;
    window.editor = make(document.getElementById('place'), {
      text: program,
      label: 'Your program',
      onChange: (changed) => told.changes.push(changed),
      onRun: () => { told.runs += 1; },
      onRefused: (sentence) => told.refused.push(sentence),
      ...given,
    });
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) told.read.push([...addedNodes].map((node) => node.textContent.trim()).join(''));
      told.read = told.read.filter(Boolean);
    }).observe(document.querySelector('.cm-announced'), { childList: true });
    window.editor.focus();
    await document.fonts.ready;
  }, [text, options]);
}

/// Presses keys, one after the other.
export async function press(page, ...keys) {
  for (const key of keys) await page.keyboard.press(key);
}

/// The list of completions, and waiting until it takes keys: in its first moments CodeMirror leaves them to the text.
export const list = (page) => page.getByRole('listbox', { name: 'Completions' });

export async function listSettled(page) {
  await list(page).waitFor();
  await page.waitForTimeout(120);
}

/// The id of what has the focus, or its class.
export const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.className);

export const textOf = (page) => page.evaluate(() => window.editor.text());
export const told = (page) => page.evaluate(() => window.told);

/// Calls a method of the editor.
export const call = (page, name, ...values) => page.evaluate(([method, given]) => window.editor[method](...given), [name, values]);

/// Types lines; Enter between them.
export async function type(page, ...lines) {
  for (const [i, line] of lines.entries()) {
    if (i > 0) await page.keyboard.press('Enter');
    await page.keyboard.type(line);
  }
}
