// Covers the panel in the playground while the panel shows something other than the program in the editor.

import { byId, element } from '../dom.js';
import * as say from '#words/playground.js';

export function createCover() {
  const cover = element('p', { class: 'stage-words', hidden: true, textContent: say.pressRun });
  byId('panel-stage').append(cover);
  return (covers) => {
    cover.hidden = !covers;
    byId('canvas').inert = covers;
    for (const id of ['what-if-open', 'export-open']) {
      byId(id).disabled = covers;
      byId(id).title = covers ? say.notRunYet : '';
    }
    if (covers) byId('what-if').hidden = true;
  };
}
