// What a link says when it's opened: what it changes (changed.js), or, if it leads to an answer, what's to be seen at its
// moment. A link of the cheat sheet names a line of the program (`line`), which is marked; one of the questions names its
// question (`ask`), and a note above the panel says what there's to see. The reader came for the answer, so nothing is
// hidden.

import { ownSettings } from './address.js';
import { showChanges } from './changed.js';
import { byId, element } from './dom.js';
import { running } from './listing.js';
import * as say from '#words/what-if.js';

/// Returns `show(slug, settings)`, for each such link. `reveal` shows a line that's hidden, `onShow` raises the panel.
export function createLinks(player, { lessons, reveal, onShow }) {
  let opened = 0;
  let where = '';  // the page that it's on
  let leave = () => {};

  function left() {
    opened += 1;
    leave();
    leave = () => {};
  }

  const isElsewhere = (slug, turn) => turn !== opened || lessons.shown() !== slug;

  async function markLine(slug, number, turn) {
    await lessons.texts.load(slug);
    const line = lessons.article(slug).querySelectorAll(`${running} [data-language=python] .line`)[number - 1];
    if (!line || isElsewhere(slug, turn)) return;
    reveal(line);
    line.classList.add('cited');
    line.scrollIntoView({ block: 'start' });  // a margin of its own leaves room above
    const before = leave;
    leave = () => {
      before();
      line.classList.remove('cited');
    };
  }

  async function showNote(slug, id, turn) {
    const question = await questionOf(id);
    if (!question || isElsewhere(slug, turn)) return;
    const note = element('p', { class: 'link-changes answer', id: 'answer', role: 'status' },
      element('b', { textContent: question.querySelector('h2').textContent }), ' ',
      ...question.querySelector('.seen').childNodes, ' ',
      element('a', { href: `questions/#${id}`, textContent: say.backToQuestions }), ' · ',
      element('button', { type: 'button', class: 'link', textContent: say.closeNote, onclick: () => note.remove() }));
    byId('panel-stage').before(note);
    onShow();
    const before = leave;
    leave = () => {
      before();
      note.remove();
    };
  }

  player.on('open', left);
  player.on('recording', () => lessons.shown() !== 'playground' && left());  // there it's the run that the note is about
  addEventListener('hashchange', () => lessons.shown() !== where && left());

  return (slug, settings) => {
    if (!settings.some(([name]) => ownSettings.test(name))) return showChanges(player);
    const asked = new Map(settings);
    left();
    const turn = opened;
    where = slug;
    const fails = (error) => console.info(error);  // the run shows the answer, even without these
    if (slug !== 'playground') {
      player.command('show_future');
      if (asked.has('line')) markLine(slug, asked.get('line'), turn).catch(fails);
    }
    if (asked.has('ask')) showNote(slug, asked.get('ask'), turn).catch(fails);
    return undefined;
  };
}

/// A question on the page of questions, or undefined.
async function questionOf(id) {
  const page = new DOMParser().parseFromString(await (await fetch('questions/')).text(), 'text/html');
  return page.getElementById(id)?.closest('.question');
}
