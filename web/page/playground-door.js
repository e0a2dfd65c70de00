// Opens the playground. Its code, the editor and Python are fetched the first time.

import { ownText, shownText } from './constants.js';
import { download } from './download.js';
import { running } from './listing.js';
import { createPart } from './load.js';
import * as say from '#words/messages.js';

/// Call `look()` after another page is shown; it notices a changed address by itself.
export function createPlaygroundDoor(player, { lessons, notice, onBefore, onBack }) {
  const part = createPart('playground.js', 'playground.css',
    ({ createPlayground }) => createPlayground(player, { notice, lessonText, onBefore, onBack }), { notice, words: say.partPlayground });

  async function look() {
    if (lessons.shown() === 'playground') (await part.load(look))?.show();
    else (await part.asked())?.leave();
  }

  /// A lesson's program as in its listing, or null; of several, the one with this name, or the one that runs. Rejects if
  /// the lesson's text can't be fetched.
  async function lessonText(slug, choice, textOf = ownText) {
    if (!lessons.slugs.includes(slug)) return null;
    await lessons.texts.load(slug);
    const programs = [...lessons.article(slug).querySelectorAll('.program')];
    const program = programs.find(({ dataset }) => choice && dataset.choice === choice) ?? programs.find((each) => each.matches(running));
    const lines = [...program.querySelectorAll('.listing[data-language=python] .line')].map(textOf);
    const title = [lessons.title(slug), program.dataset.choice].filter(Boolean).join(' - ');
    return { title, text: `${lines.join('\n')}\n` };
  }

  const choiceOf = (button) => button.closest('.program')?.dataset.choice;

  async function copyText(text, button) {
    try {
      await navigator.clipboard.writeText(await text);
      button.textContent = say.copied;
      setTimeout(() => { button.textContent = say.copy; }, 2000);
    } catch {
      notice.show(say.notCopied);
    }
  }

  /// Checks whether CPython does what the panel shows.
  async function compare(slug) {
    notice.show(say.askingPython);
    const article = lessons.article(slug).querySelector(running);
    const marks = (language) => {
      const found = new Map([...article.querySelectorAll(`.listing[data-language=${language}] .line`)].map((line, i) => (
        [Number(line.dataset.line ?? i + 1), line.dataset.mark ?? null])));
      return (line) => found.get(line) ?? null;
    };
    const playground = await part.load(() => compare(slug));
    if (playground) notice.show(await playground.compare({ text: (await lessonText(slug)).text, markOf: marks('python'), twinMarkOf: marks('cpp') }));
  }

  /// Opens files that contain programs.
  async function openFiles(files) {
    if (lessons.shown() !== 'playground') location.hash = '#playground';
    (await part.load(() => openFiles(files)))?.openFiles(files);
  }

  document.addEventListener('click', async ({ target }) => {
    const { lesson } = target.closest?.('button[data-lesson]')?.dataset ?? {};
    if (target.matches?.('.coded > .copy')) copyText(target.previousElementSibling.textContent, target);
    if (!lesson) return;
    if (target.classList.contains('copy')) copyText(lessonText(lesson, choiceOf(target), shownText).then(({ text }) => text), target);
    else if (target.classList.contains('download')) download((await lessonText(lesson, choiceOf(target), shownText)).text, `${lesson}.py`);
    else compare(lesson);
  });
  addEventListener('hashchange', () => setTimeout(look));  // after the router
  const run = async () => (await part.load(run))?.run();
  /// The link to the program that the panel shows.
  const link = async () => (await part.asked())?.link();
  /// For programs other than the reader's own: see `prepareOther` and `runOther` in playground.js.
  const python = {
    prepare: async (onWords) => (await part.load(() => python.prepare(onWords)))?.prepareOther(onWords),
    run: async (...asked) => (await part.load(() => {}))?.runOther(...asked) ?? { wrong: say.networkGone(say.partPython) },
  };
  return { look, openFiles, link, run, python };
}
