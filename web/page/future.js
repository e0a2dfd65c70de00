// While a prediction that the run's settings are about isn't answered right, the panel hides what comes after the playhead:
// it can be tried again. Nothing is locked: Play, the steps and the slider of the time go on and show what they pass, and ‘Show me anyway’
// shows all. A run that was seen to its end hides nothing any more.

import { isAbout } from './prediction.js';
import * as say from '#words/panel.js';

/// Call `update(parameters)` when they change, or the lesson's text comes. `progress` knows what's answered.
export function createFuture(player, { lessons, progress, embedded }) {
  const [first] = lessons.slugs;
  const seen = new Set();  // questions that the reader did without: their ids, or a lesson's slug before its text was there
  let asked = [];          // those that the run's settings are about, and that aren't answered right
  let told = '';
  let latest = null;

  /// The questions about these settings, solved or not. Until the text is there, any of the lesson's may be one.
  function questions(parameters) {
    const slug = lessons.current();
    const answers = progress.records()[slug]?.answers ?? {};
    const article = lessons.article();
    const boxes = [...article.querySelectorAll('.prediction')];
    const all = boxes.length || lessons.texts.isHere(slug)
      ? boxes.filter((box) => isAbout(box, parameters)).map((box) => {
        const id = box.getAttribute('aria-labelledby');
        return { id, next: box.dataset.kind === 'next' ? Number(box.dataset.after) : -1, open: answers[id.split('--prediction-')[1]] !== 'right' };
      })
      : [{ id: slug, next: -1, open: Object.values(answers).filter((verdict) => verdict === 'right').length < Number(article.dataset.predictions) }];
    if (all.every(({ id }) => id !== slug) && seen.delete(slug)) for (const { id } of all) seen.add(id);  // the text has come
    return all.map((question) => ({ ...question, open: question.open && !seen.has(question.id) }));
  }

  function update(parameters) {
    latest = parameters;
    if (embedded || player.recording()) return;
    const isFirstFigure = lessons.current() === first && parameters.every((p) => p.value === p.default);
    const all = isFirstFigure ? [] : questions(parameters);
    asked = all.filter(({ open }) => open);
    const words = wordsFor(asked.length, all.length);
    const next = asked.find((question) => question.next >= 0)?.next ?? -1;
    if (`${words} ${next}` === told) return;
    told = `${words} ${next}`;
    player.touch((engine) => engine.hideFuture(words, next));
  }

  player.on('open', () => { told = ' -1'; });
  player.on('state', ({ shown_anyway: shown }) => {
    if (!shown || !asked.length) return;
    for (const { id } of asked) seen.add(id);
    asked = [];
    told = ' -1';
  });
  progress.onChange(() => latest && update(latest));
  return { update };
}

const wordsFor = (open, all) => (open === 0 ? '' : say.futureHidden(open, all));
