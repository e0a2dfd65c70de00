// The exercise that's written in the editor. The learner's program is kept in this browser until it's done over.

import { element } from '../dom.js';
import { loadModule } from '../load.js';
import { makePlainEditor } from '../python/plain.js';
import { recall, remember } from '../storage.js';
import * as say from '#words/exercise.js';

/// See kinds.js; `judged(program)` runs a program and judges its run.
export function createWriting(given, { slug, judged, onChange }) {
  const key = `exercise.${slug}`;
  const place = element('div', { class: 'bench-text' });
  let text = recall(key) || given.start;
  const options = () => ({
    text, label: say.yourProgram, onRun: () => place.closest('.exercise').querySelector('.primary').click(),
    onChange(now) {
      text = now;
      remember(key, text === given.start ? null : text);
      onChange();
    },
  });
  let editor = makePlainEditor(place, options());
  const plain = editor;
  loadModule('editor.js').then(({ makeEditor }) => {
    const hadFocus = place.contains(document.activeElement);
    editor = makeEditor(place, options());
    plain.destroy();
    if (hadFocus) editor.focus();
  }, (error) => console.info(error));
  const put = (now) => {
    editor.setText(now);
    options().onChange(now);
  };
  return {
    node: place,
    focus: () => editor.focus(),
    async judge() {
      const verdict = await judged(text);
      return text === given.start && verdict && 'hint' in verdict ? { ...verdict, hint: say.unchanged } : verdict;
    },
    solve() {
      const mine = text;
      put(given.solution);
      return () => put(mine);
    },
    startOver: () => put(given.start),
  };
}
