// What the header of the pages beside the tutorial needs a script for: light or dark as the reader chose it, there or in
// the tutorial, and the key of the search. Without it the header has links alone.

import { byId } from '../dom.js';
import { applyChoice, createScheme } from '../scheme.js';

applyChoice();
const scheme = createScheme();

addEventListener('DOMContentLoaded', () => {
  scheme.bindButton();
  byId('page-scheme').hidden = false;
});

addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  byId('page-search-open').click();
});
