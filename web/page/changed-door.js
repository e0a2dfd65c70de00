// If a link leads to an answer, that's shown at its moment. If the address that the page was opened with changes the
// lesson's run, a line above the panel says what it changes. The code of both is fetched only then.

import { ownSettings, parseAddress } from './address.js';
import { createPart } from './load.js';
import * as say from '#words/messages.js';

const place = /^(speed|t|step|view\..*|rows\..*)$/;  // what's in sight is no change of the run

/// `reveal(line)` shows a line of a listing, and `onShow()` raises the panel.
export function createChangedDoor(player, { lessons, notice, reveal, onShow }) {
  const part = createPart('what-if.js', 'what-if.css', ({ createAnswers, showChanges }) => ({ answer: createAnswers(player, { lessons, reveal, onShow }), showChanges }), { notice, words: say.partChanges });

  async function look(isFirst) {
    const { slug, settings } = parseAddress(location.hash);
    const answers = settings.some(([name]) => ownSettings.includes(name));
    if (answers) (await part.load(() => look(isFirst)))?.answer(slug, settings);
    else if (isFirst === true && lessons.slugs.includes(slug) && settings.some(([name]) => !place.test(name))) (await part.load(() => look(true)))?.showChanges(player);
  }

  player.on('open', look);
  addEventListener('hashchange', () => lessons.shown() === 'playground' && look());
  look(true);
}
