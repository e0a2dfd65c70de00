// Starts exercises. Their code is fetched the first time, and what a lesson's exercise is comes with its text.

import { loadPart } from './load.js';

/// `run(program)` runs a program in the panel (playground-door.js); `onBack()` shows the lesson's own run again;
/// `onSolved(slug)` is called when an exercise is solved.
export function createExerciseDoor(player, { notice, run, onBack, onShow, onSolved }) {
  async function start(section, button) {
    button.disabled = true;
    try {
      const { createExercise } = await loadPart('exercise.js', 'exercise.css');
      const given = JSON.parse(section.querySelector('script').textContent);
      createExercise(section, given, player, { run, onBack, onShow, onSolved: () => onSolved(section.dataset.slug) });
      button.parentElement.remove();
    } catch (error) {
      button.disabled = false;
      console.info(error);
      notice.show('The exercise could not be loaded: the network is gone.', { label: 'Try again', act: () => start(section, button) });
    }
  }

  document.addEventListener('click', ({ target }) => {
    const button = target.closest?.('.exercise .start');
    if (button) start(button.closest('.exercise'), button);
  });
}
