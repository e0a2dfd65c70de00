// Starts exercises. Their code is fetched the first time, and with it what each lesson's exercise is.

import { createPart } from './load.js';
import * as say from '#words/messages.js';

/// `python` loads Python and runs programs in the panel (playground-door.js); `onBefore()` keeps the lesson's own run, and
/// `onBack()` shows it again; `onSolved(slug)` is called when an exercise is solved.
export function createExerciseDoor(player, { notice, python, onSolved, ...more }) {
  const part = createPart('exercise.js', 'exercise.css', ({ createExercise }) => createExercise, { notice, words: say.partExercise });

  async function start(section, button) {
    button.disabled = true;
    const createExercise = await part.load(() => start(section, button));
    button.disabled = false;
    if (!createExercise) return;
    createExercise(section, player, { ...python, ...more, onSolved: () => onSolved(section.dataset.slug) });
    button.parentElement.remove();
  }

  document.addEventListener('click', ({ target }) => {
    const button = target.closest?.('.exercise .start');
    if (button) start(button.closest('.exercise'), button);
  });
}
