// The playground's description of itself, below the editor.

import { element } from '../dom.js';

const code = (textContent) => element('code', { textContent });

export const about = () => element('p', { class: 'ways-out', id: 'playground-about' },
  'Constants at the top become sliders and switches in the panel. A comment such as ', code('# 0.5..5 s: how long it sleeps'),
  ' sets a number’s range and unit and says what it’s for, and ', code('# fast | slow'), ' makes a string a choice. ', code('# watch: seen, account.balance'), ' shows how values that your tasks share change, and in whose step: '
  + 'names of the module or of main(), with one attribute at most. ‘Compare with…’ draws the run of '
  + 'another program below yours, or of yours as it was before you changed it. On your own machine, with its sockets, threads '
  + 'and files, ', element('a', { href: 'interleave.pyz', download: '', textContent: 'interleave.pyz' }),
  ' runs a program in CPython 3.11 or newer: ', code('python3 interleave.pyz PROG.py --timeline'), ', and ', code('-o run.json'),
  ' makes a recording that you can open here: drop it on the page.');
