// The page as a figure in another one (`?embed`; page.css hides what isn't the figure): a link to the whole page,
// and with `?embed&play` the run begins, as its reader has just asked for it.

import { byId, element } from '../dom.js';
import * as say from '#words/share.js';

/// `runAddress()` is the address of the lesson's run, or null.
export function showEmbedded(player, runAddress) {
  const link = element('a', { class: 'link embed-open', target: '_blank', rel: 'noopener', textContent: say.open });
  const lead = () => { link.href = `${location.pathname}${runAddress() ?? location.hash}`; };
  for (const kind of ['pointerenter', 'focus', 'pointerdown', 'keydown']) link.addEventListener(kind, lead);
  lead();
  byId('text-view-open').before(link);
  const stays = /[?&]t=/.test(location.hash) || matchMedia('(prefers-reduced-motion: reduce)').matches;
  if (new URLSearchParams(location.search).has('play') && !stays) player.command('play');
}
