// If the address that the page was opened with changes the lesson's run, a line above the panel says what it changes. Its
// code is fetched only then.

import { parseAddress } from './address.js';
import { createPart } from './load.js';
import * as say from '#words/messages.js';

const place = /^(speed|t|step|view\..*|rows\..*)$/;  // what's in sight is no change of the run

export function createChangedDoor(player, { lessons, notice }) {
  const { slug, settings } = parseAddress(location.hash);
  if (!lessons.slugs.includes(slug) || settings.every(([name]) => place.test(name))) return;
  const part = createPart('what-if.js', 'what-if.css', ({ showChanges }) => showChanges, { notice, words: say.partChanges });
  const tell = async () => (await part.load(tell))?.(player);
  tell();
}
