// A teacher's question about a program, in a link: the student reads it above the editor, writes down what the program
// will print, and runs it. The answer is held against the run, never against something stored.

import { parseAddress } from '../address.js';
import { byId, element, setText } from '../dom.js';
import { linkTo, passOn } from '../python/links.js';
import { lastProgram } from '../python/programs.js';
import { settingsOf } from '../python/settings.js';
import * as say from '#words/classroom.js';

const longest = 500;  // characters of a question

/// What of the lines is right: a sentence, and which of the written lines is the first wrong one, from 0. Spaces at a
/// line's end don't count: nobody sees them.
export function judge(written, printed) {
  const wrong = written.findIndex((line, i) => line.trimEnd() !== printed[i]?.trimEnd());
  if (wrong < 0 && written.length === printed.length) return { right: true, sentence: say.right(printed.length) };
  const left = printed.length - written.length;
  if (wrong < 0) return { right: false, wrong: written.length, sentence: say.rightSoFar(left) };
  if (wrong >= printed.length) return { right: false, wrong, sentence: say.printsOnly(printed.length) };
  return { right: false, wrong, sentence: say.lineIs(wrong + 1, printed[wrong]) };
}

export function createAsking(player, { runProgram }) {
  let shown = null;
  let runs = 0;  // of the reader's programs, so far

  player.on('recording', (_name, own) => { runs += own ? 1 : 0; });

  const inAddress = () => (location.hash.startsWith('#playground') ? new Map(parseAddress(location.hash).settings).get('question')?.slice(0, longest) : undefined);

  /// For the teacher: a box in which to write the question, about the program that's in the editor.
  function compose() {
    const { name, text } = lastProgram();
    const field = element('textarea', { id: 'question-text', rows: 4, maxLength: longest, value: say.usualQuestion });
    const said = element('p', { role: 'status' });
    const dialog = element('dialog', { class: 'asking', 'aria-labelledby': 'asking-title', onclose: () => dialog.remove() },
      element('h2', { id: 'asking-title', textContent: say.questionTitle }),
      element('p', { textContent: say.questionIs(name) }),
      element('p', {}, element('label', { htmlFor: 'question-text', textContent: say.question })), field, said,
      element('p', { class: 'actions' },
        element('button', { type: 'button', class: 'button primary', textContent: say.copyLink, onclick: async () => {
          const link = await linkTo([{ name, source: text }], settingsOf(name));
          setText(said, await passOn(`${link}&question=${encodeURIComponent(field.value.trim() || field.defaultValue)}`));
        } }),
        element('button', { type: 'button', class: 'button', textContent: say.close, onclick: () => dialog.close() })));
    document.body.append(dialog);
    dialog.showModal();
    field.focus();
  }

  /// For the student: shows the question of the address.
  function ask() {
    const asked = inAddress();
    if (!asked) return;
    shown?.remove();
    const field = element('textarea', { id: 'question-answer', rows: 4, spellcheck: false });
    const verdict = element('p', { class: 'verdict', role: 'status' });
    const check = element('button', { type: 'button', class: 'button primary', textContent: say.runAndCheck, onclick: mark });
    const box = shown = element('section', { class: 'class-question', 'aria-labelledby': 'question-title' },
      element('h2', { id: 'question-title', textContent: say.question }), element('p', { class: 'asked', textContent: asked }),
      element('p', {}, element('label', { htmlFor: 'question-answer', textContent: say.lineByLine })), field,
      element('p', { class: 'actions' }, check), verdict);
    byId('playground-bench').before(box);

    async function mark() {
      const written = field.value.split('\n').map((line) => line.trimEnd()).filter((line, i, all) => line !== '' || i < all.length - 1);
      if (written.every((line) => line === '')) {
        setText(verdict, say.writeFirst);
        field.focus();
        return;
      }
      delete box.dataset.verdict;
      if (!inAddress()) {
        setText(verdict, say.changed);
        return;
      }
      check.disabled = true;
      setText(verdict, say.running);
      try {
        const { right, sentence } = await runAndJudge(written);
        if (right !== undefined) box.dataset.verdict = right ? 'right' : 'wrong';
        setText(verdict, sentence);
      } finally {
        check.disabled = false;
      }
    }
  }

  /// As `judge`, but without `right` if there's no run to judge by.
  async function runAndJudge(written) {
    const before = runs;
    const gaveUp = await runProgram().catch((error) => console.info(error));
    if (runs === before) return { sentence: say.notRun };
    const end = await endOf(runs);
    if (!end) return { sentence: say.noEnd };
    if (gaveUp?.()) return { sentence: say.gaveUp };
    if (end.more.output > 0) return { sentence: say.tooMany(end.output.length) };
    return judge(written, end.output.map(({ text }) => text));
  }

  /// The state at the end of this run, once that is known, or null if it takes too long or another run has replaced it.
  /// The panel then shows the end.
  async function endOf(run) {
    const late = performance.now() + 60_000;
    while (performance.now() < late && runs === run && player.recording()) {
      const state = player.head();
      if (state && !state.laying_out && state.end !== null) {
        player.command('end');
        const end = player.head(true);
        if (end?.ended) return end;
      }
      await new Promise((again) => setTimeout(again, 100));
    }
    return null;
  }

  for (const elsewhere of ['hashchange', 'programopened']) addEventListener(elsewhere, () => {
    if (inAddress()) return;
    shown?.remove();
    shown = null;
  });
  return { compose, ask };
}
