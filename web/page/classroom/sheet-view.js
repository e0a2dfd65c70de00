// The sheet of questions on the screen, and on paper: the program, its settings, the questions, and the answers on a page
// of their own.

import { valueText } from '../address.js';
import { element } from '../dom.js';
import { running } from '../listing.js';
import { lastProgram } from '../python/programs.js';
import { questionsOf } from './sheet.js';
import * as say from '#words/classroom.js';

const mostKnown = 200;  // lines: of a longer output, the engine tells only the last ones

export async function showSheet(player, lessons, notice) {
  if (!player.recording()) {
    try {
      await lessons.texts.load(lessons.current());
    } catch {
      notice.show(say.noText);
      return;
    }
  }
  const state = player.head();
  const own = player.recording();
  if (state.live || state.what_if.text) {
    notice.show(say.changedRun);
    return;
  }
  // A program's other runs are made elsewhere: this needs the one that's there, to its end.
  if (own && state.end === null) {
    notice.show(say.notWhole);
    return;
  }
  const outcome = player.outcome();
  if (!outcome || outcome.callbacks.length === 0) {
    notice.show(say.noRun);
    return;
  }
  if (outcome.output.length >= mostKnown) {
    notice.show(say.tooManyLines(mostKnown));
    return;
  }
  const questions = questionsOf(outcome);
  const settings = state.parameters.map((p) => [p.label, [p.text, p.unit].filter(Boolean).join(' ')].join(' = '));
  if (state.seeded) settings.push(say.seed(state.seed));
  const program = own ? ownProgram(own) : withValues(listing(lessons.article()), state.parameters);
  const title = own || lessons.title(lessons.current());
  const number = (list, make) => element('ol', {}, ...list.map(make));
  const dialog = element('dialog', { class: 'sheet', 'aria-labelledby': 'sheet-title' },
    element('div', { class: 'sheet-bar' },
      element('button', { type: 'button', class: 'button primary', textContent: say.print, onclick: () => print() }),
      element('button', { type: 'button', class: 'button', textContent: say.close, onclick: () => dialog.close() })),
    element('h1', { id: 'sheet-title', tabIndex: -1, textContent: say.sheetTitle }),
    element('p', { class: 'sheet-name', textContent: settings.length > 0 ? say.withSettings(title, settings.join(', ')) : title }),
    element('p', { class: 'sheet-who', textContent: say.name }),
    ...(program ? [element('pre', { tabIndex: 0, 'aria-label': say.program, role: 'region' }, element('code', { textContent: program }))] : []),
    element('h2', { textContent: say.questions }),
    number(questions, ({ ask, choices, lines }) => element('li', {}, element('p', { textContent: ask }),
      ...(lines ? [element('ul', { class: 'sheet-lines' }, ...lines.map((text) => element('li', {}, element('span', { class: 'blank' }), element('code', { textContent: text }))))] : []),
      ...(choices ? [element('ul', { class: 'sheet-choices' }, ...choices.map((text) => element('li', { textContent: `☐ ${text}` })))] : []),
      ...(lines || choices ? [] : [element('p', { class: 'blank long' })]))),
    element('section', { class: 'sheet-answers' }, element('h2', { textContent: say.answers }),
      number(questions, ({ answer }) => element('li', { textContent: answer }))));
  dialog.addEventListener('close', () => {
    document.documentElement.classList.remove('sheet-open');
    dialog.remove();
  });
  document.documentElement.classList.add('sheet-open');
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector('h1').focus();
}

function listing(article) {
  return [...article.querySelectorAll(`${running} .listing[data-language=python] .line`)].map((line) => {
    const copy = line.cloneNode(true);
    for (const mark of copy.querySelectorAll('.stand')) mark.remove();
    return copy.textContent.replace(/\n$/, '');
  }).join('\n');
}

/// The lesson's constants as they are set now, so that the program is the one that ran.
function withValues(text, parameters) {
  const values = new Map(parameters.map((p) => [p.name, valueText(p)]));
  const python = { true: 'True', false: 'False' };
  return text.replace(/^(\w+) = ("[^"]*"|[\w.]+)/gm, (line, name, was) => {
    if (!values.has(name)) return line;
    const now = values.get(name);
    if (was.startsWith('"')) return `${name} = "${now}"`;
    return `${name} = ${python[now] ?? (was.includes('.') && !now.includes('.') ? `${now}.0` : now)}`;
  });
}

/// The reader's own program, if it's that what the panel shows, and not a recording.
function ownProgram(name) {
  const last = lastProgram();
  return last.name === name ? last.text : '';
}
