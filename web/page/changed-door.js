// If a link leads to an answer, that's shown at its moment. If the address that the page was opened with changes the
// lesson's run, a line above the panel says what it changes. The code of both is fetched only then.

import { ownSettings, parseAddress } from './address.js';
import { createPart } from './load.js';
import * as say from '#words/messages.js';

const place = /^(speed|t|step|(view|rows)\..*)$/;  // what's in sight is no change of the run

/// `around` is what createLinks wants, and the notice.
export function createChangedDoor(player, around) {
  const { lessons } = around;
  const part = createPart('what-if.js', 'what-if.css', ({ createLinks }) => createLinks(player, around), { ...around, words: say.partChanges });

  async function look(isFirst) {
    const { slug, settings } = parseAddress(location.hash);
    if (settings.some(([name]) => ownSettings.test(name) || (isFirst === true && lessons.slugs.includes(slug) && !place.test(name)))) {
      (await part.load(() => look(isFirst)))?.(slug, settings);
    }
  }

  player.on('open', look);
  addEventListener('hashchange', () => lessons.shown() === 'playground' && look());
  look(true);
}
