// What teachers use, in the contents and by the key P: presenting, a sheet of questions, a question in a link, and
// progress as a file. Its code is fetched when it's first asked for.

import { byId, element } from './dom.js';
import { createPart } from './load.js';
import * as say from '#words/classroom.js';

/// `more` is what classroom/classroom.js wants beside the player.
export function createClassroomDoor(player, notice, more) {
  const part = createPart('classroom.js', 'classroom.css', ({ createClassroom }) => createClassroom(player, { notice, ...more }), { notice, words: say.part });
  const open = async (what) => (await part.load(() => open(what)))?.[what]();
  const link = (textContent, what) => element('button', { type: 'button', class: 'button', textContent, onclick: () => {
    byId('page-contents').close();
    open(what);
  } });
  byId('contents-classroom').append(element('h3', { textContent: say.title }), element('p', { class: 'actions' },
    link(say.present, 'present'), link(say.sheet, 'sheet'), link(say.compose, 'compose'),
    link(say.saveProgress, 'saveProgress'), link(say.loadProgress, 'loadProgress')));

  /// A link with a question leads to the playground.
  const look = () => /^#playground\?.*\bquestion=/.test(location.hash) && open('ask');
  addEventListener('hashchange', look);
  look();
  return { present: () => open('present') };
}
