// What teachers use. This module is fetched when any of it is first asked for.

import { createPresenter } from './presenter.js';
import { loadProgress, saveProgress } from './progress-file.js';
import { createAsking } from './question.js';
import { showSheet } from './sheet-view.js';

/// `lessons`, `progress` and `notice` are the page's; `runProgram()` runs what is in the playground's editor, and gives
/// a function that says whether Python gave that run up.
export function createClassroom(player, { lessons, progress, notice, runProgram }) {
  const presenter = createPresenter(player);
  const asking = createAsking(player, { runProgram });
  return {
    present: presenter.toggle,
    sheet: () => showSheet(player, lessons, notice),
    compose: asking.compose,
    ask: asking.ask,
    saveProgress: () => saveProgress(progress),
    loadProgress: () => loadProgress(progress, lessons, notice),
  };
}
