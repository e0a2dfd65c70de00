// What teachers use, in the contents and by the key P: presenting, a sheet of questions, a question in a link, and
// progress as a file. Its code is fetched when it's first asked for.

import { byId, element } from './dom.js';
import { createPart } from './load.js';

/// `more` is what classroom/classroom.js wants beside the player.
export function createClassroomDoor(player, notice, more) {
  const part = createPart('classroom.js', 'classroom.css', ({ createClassroom }) => createClassroom(player, { notice, ...more }), { notice, words: 'The part for classes' });
  const open = async (what) => (await part.load(() => open(what)))?.[what]();
  const link = (textContent, what) => element('button', { type: 'button', class: 'button', textContent, onclick: () => {
    byId('page-contents').close();
    open(what);
  } });
  byId('contents-classroom').append(element('h3', { textContent: 'For classes' }), element('p', { class: 'actions' },
    link('Present', 'present'), link('Sheet of questions', 'sheet'), link('Question in a link', 'compose'),
    link('Save progress as a file', 'saveProgress'), link('Load progress', 'loadProgress')));

  /// A link with a question leads to the playground.
  const look = () => /^#playground\?.*\bquestion=/.test(location.hash) && open('ask');
  addEventListener('hashchange', look);
  look();
  return { present: () => open('present') };
}
