// A teacher's question about a program, in a link: the student reads it above the editor, writes down what the program
// will print, and runs it. The answer is held against the run, never against something stored.

import { parseAddress } from '../address.js';
import { byId, element, setText } from '../dom.js';
import { linkTo, passOn } from '../python/links.js';
import { lastProgram } from '../python/programs.js';
import { settingsOf } from '../python/settings.js';

const longest = 500;  // characters of a question

/// What of the lines is right: a sentence, and which of the written lines is the first wrong one, from 0.
export function judge(written, printed) {
  const wrong = written.findIndex((line, i) => line !== printed[i]);
  if (wrong < 0 && written.length === printed.length) return { right: true, sentence: `Right: it prints ${printed.length === 1 ? 'this line' : `these ${printed.length} lines`}.` };
  const left = printed.length - written.length;
  if (wrong < 0) return { right: false, wrong: written.length, sentence: `Right so far: ${left} more ${left === 1 ? 'line comes' : 'lines come'} after that.` };
  if (wrong >= printed.length) return { right: false, wrong, sentence: `It prints only ${printed.length} ${printed.length === 1 ? 'line' : 'lines'}.` };
  return { right: false, wrong, sentence: `Line ${wrong + 1} is ‘${printed[wrong]}’ in the run. Step through it to see why.` };
}

export function createAsking(player, { runProgram }) {
  let shown = null;

  /// For the teacher: a box in which to write the question, about the program that's in the editor.
  function compose() {
    const { name, text } = lastProgram();
    const field = element('textarea', { id: 'question-text', rows: 4, maxLength: longest, value: 'What does this program print?' });
    const said = element('p', { role: 'status' });
    const dialog = element('dialog', { class: 'asking', 'aria-labelledby': 'asking-title', onclose: () => dialog.remove() },
      element('h2', { id: 'asking-title', textContent: 'A question in a link' }),
      element('p', { textContent: `The link has your program ‘${name}’ and your question. Your students open it, write down what the program will print, and then run it.` }),
      element('p', {}, element('label', { htmlFor: 'question-text', textContent: 'Question' })), field, said,
      element('p', { class: 'actions' },
        element('button', { type: 'button', class: 'button primary', textContent: 'Copy link', onclick: async () => {
          const link = await linkTo([{ name, source: text }], settingsOf(name));
          setText(said, await passOn(`${link}&question=${encodeURIComponent(field.value.trim() || field.defaultValue)}`));
        } }),
        element('button', { type: 'button', class: 'button', textContent: 'Close', onclick: () => dialog.close() })));
    document.body.append(dialog);
    dialog.showModal();
    field.focus();
  }

  /// For the student: shows the question of the address.
  function ask() {
    const asked = new Map(parseAddress(location.hash).settings).get('question')?.slice(0, longest);
    if (!asked) return;
    shown?.remove();
    const field = element('textarea', { id: 'question-answer', rows: 4, spellcheck: false });
    const verdict = element('p', { class: 'verdict', role: 'status' });
    const check = element('button', { type: 'button', class: 'button primary', textContent: 'Run and check', onclick: mark });
    shown = element('section', { class: 'class-question', 'aria-labelledby': 'question-title' },
      element('h2', { id: 'question-title', textContent: 'Question' }), element('p', { class: 'asked', textContent: asked }),
      element('p', {}, element('label', { htmlFor: 'question-answer', textContent: 'What it prints, line by line' })), field,
      element('p', { class: 'actions' }, check), verdict);
    byId('playground-bench').before(shown);

    async function mark() {
      const written = field.value.split('\n').map((line) => line.trimEnd()).filter((line, i, all) => line !== '' || i < all.length - 1);
      if (written.every((line) => line === '')) {
        setText(verdict, 'Write down what you expect first.');
        field.focus();
        return;
      }
      check.disabled = true;
      setText(verdict, 'Running…');
      await runProgram();
      const printed = await printedAtEnd();
      check.disabled = false;
      if (!printed) {
        setText(verdict, 'The run didn’t come to an end: see below what came of it.');
        return;
      }
      const { right, sentence } = judge(written, printed);
      shown.dataset.verdict = right ? 'right' : 'wrong';
      setText(verdict, sentence);
    }
  }

  /// The lines of the run once it's known to its end, or null if that takes too long. The panel then shows the end.
  async function printedAtEnd() {
    const late = performance.now() + 60_000;
    while (performance.now() < late) {
      const state = player.head();
      if (player.recording() && !state.laying_out && state.end !== null) {
        player.command('end');
        const { ended, output } = player.head(true);
        if (ended) return output.map(({ text }) => text);
      }
      await new Promise((again) => setTimeout(again, 100));
    }
    return null;
  }

  addEventListener('hashchange', () => {
    if (shown && !location.hash.startsWith('#playground')) {
      shown.remove();
      shown = null;
    }
  });
  return { compose, ask };
}
