// What has to be done before the body is parsed: the reader's colours, the looks of a figure in another page, and of all
// pages only the one that the address asks for. So the text is there before app.js, which is several times as long.

import { parseAddress } from './address.js';
import { hideNoneEarly, hideOthersEarly } from './early-hiding.js';
import { applyChoice } from './scheme.js';
import { tellEmbedded } from './surroundings.js';

tellEmbedded();
applyChoice();
hideOthersEarly(parseAddress(location.hash).slug);

// Without app.js, the page is as without scripts.
addEventListener('error', ({ target }) => {
  if (!target.matches?.('script[defer]')) return;
  hideNoneEarly();
  document.documentElement.classList.remove('script');
}, true);
