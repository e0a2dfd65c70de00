// Starts exercises. Their code is fetched the first time, and each exercise when it's started.

import { addressOf, createPart } from './load.js';
import * as say from '#words/messages.js';

/// `python` loads Python and runs programs in the panel (playground-door.js); `onBefore()` keeps the lesson's own run, and
/// `onBack()` shows it again; `onSolved(slug)` is called when an exercise is solved, and `isSolved(slug)` tells whether it was.
export function createExerciseDoor(player, { notice, python, isSolved, onSolved, ...more }) {
  const part = createPart('exercise.js', 'exercise.css', ({ createExercise }) => createExercise, { notice, words: say.partExercise });

  async function start(section, button) {
    const { slug } = section.dataset;
    const again = () => start(section, button);
    button.disabled = true;
    const [createExercise, given] = await Promise.all([part.load(again), fetchGiven(section.dataset.given).catch((error) => part.failed(error, again))]);
    button.disabled = false;
    if (!createExercise || !given) return;
    createExercise(section, given, player, { ...python, ...more, isSolved: () => isSolved(slug), onSolved: () => onSolved(slug) });
    button.parentElement.remove();
  }

  document.addEventListener('click', ({ target }) => {
    const button = target.closest?.('.exercise .start');
    if (button) start(button.closest('.exercise'), button);
  });
}

async function fetchGiven(file) {
  const response = await fetch(addressOf(file));
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return response.json();
}
