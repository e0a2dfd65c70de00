// The listings: Python and C++ in two tabs, with small labels, in the tasks' colours, on the lines at which
// tasks are suspended. The engine reports lines of the C++ source; a line's mark gives the line in the other
// language.

import { valueText } from './address.js';
import { createConstants } from './constants.js';
import { element } from './dom.js';
import { createFolds } from './folds.js';
import { recall, remember } from './storage.js';
import * as say from '#words/listing.js';

const wide = 0.6;  // width of a character in the listings' font, relative to the font size
const framed = 2;  // a label's frame, and the space before the first, in characters
const hanging = 4;  // the rest of a long line begins that much further in, in characters
const numbers = 40;  // the width of the lines' numbers, in pixels
/// The program that runs; a lesson with several has others too.
export const running = '.program:not(.other)';
const shortened = 8;  // the longest short label, in characters
const many = 4;       // more tasks at a line share a label if theirs don't fit
const listed = 200;   // the engine names no more tasks

/// Takes on the listings of each lesson's text once it's there. Calls `onLine(line)` when the reader clicks on the number
/// of a line at which a task may be suspended: the line of the C++ source.
export function createListings(texts, { onLine = () => {} } = {}) {
  let language = recall('language') === 'cpp' ? 'cpp' : 'python';
  const choosers = [];
  const choose = (chosen) => {
    language = chosen;
    choosers.forEach((chooser) => chooser(language));
  };

  const rooms = new Map();  // by program: measuring causes a layout
  const folds = new Map();      // by program
  const constants = new Map();  // by program
  let shown = { key: '', article: null, standing: null };
  const sized = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      rooms.delete(target);
      if (shown.article?.contains(target) && target.matches(running)) mark(target, shown.standing, roomOf(target));
    }
  });

  const unfold = (line) => line.classList.contains('folded') && folds.get(line.closest('.program')).open(line);

  function add(program) {
    folds.set(program, createFolds(program));
    constants.set(program, createConstants(program));
    const chooser = createTabs(program, (chosen) => {
      remember('language', chosen);
      choose(chosen);
    });
    chooser(language);
    choosers.push(chooser);
    sized.observe(program);
    const twins = new Map([...program.querySelectorAll('[data-language=cpp] .line')].filter(({ dataset }) => dataset.mark)
      .map(({ dataset }) => [dataset.mark, Number(dataset.line)]));
    for (const line of program.querySelectorAll('.line[data-mark]')) line.title = say.clickNumber;
    for (const line of program.querySelectorAll('.line')) line.style.setProperty('--hang', line.textContent.search(/\S|$/) + hanging);
    program.addEventListener('click', ({ target, clientX }) => {
      const line = target.closest('.line[data-mark]');
      const number = line && twins.get(line.dataset.mark);
      if (number && !program.classList.contains('other') && clientX - line.getBoundingClientRect().left < numbers && getSelection().isCollapsed) onLine(number);
    });
  }

  texts.onText((article) => {
    article.querySelectorAll('.program').forEach(add);
    if (article === shown.article) shown = { key: '', article: null, standing: null };
  });

  function roomOf(program) {
    if (!rooms.has(program)) rooms.set(program, roomIn(program));
    return rooms.get(program);
  }

  return {
    /// Shows the language of `node`, if `node` is in a hidden listing, and opens an answer.
    reveal(node) {
      const answer = node.closest('details');
      if (answer) answer.open = true;
      const listing = node.closest('.listing[hidden]');
      if (listing) choose(listing.dataset.language);
      const line = node.closest('.line.folded');
      if (line) unfold(line);
    },
    /// Shows these settings in the programs, and folds away what doesn't run with them.
    fold(article, parameters) {
      for (const program of article.querySelectorAll('.program')) {
        constants.get(program)?.(parameters);
        folds.get(program)?.update(parameters);
      }
    },
    /// Brings a line of the C++ program, or the one with its mark, into view.
    point(article, number) {
      const program = article.querySelector(running);
      const line = program?.querySelector(`[data-language=cpp] .line[data-line="${number}"]`);
      const shown = line?.closest('[hidden]') ? program.querySelector(`[data-language=python] .line[data-mark="${line.dataset.mark}"]`) : line;
      if (!shown) return;
      unfold(shown);
      shown.classList.add('pointed');
      shown.scrollIntoView({ block: 'start' });  // a margin of its own leaves room above
      setTimeout(() => shown.classList.remove('pointed'), 2000);
    },
    /// Shows the tasks' labels in the listings of `article`: of its programs, in the one that these parameters choose.
    show(article, tasks, parameters = []) {
      if (chooseProgram(article, parameters)) shown = { key: '', article: null, standing: null };
      const key = tasks.map(({ line, name, state, color }) => `${line} ${name} ${state} ${color}`).join();
      if (key === shown.key && article === shown.article) return;
      const standing = new Map();  // 'cpp' line -> tasks, in the order they were created
      for (const task of tasks) {
        if (!(task.line > 0)) continue;
        const line = String(task.line);
        standing.set(line, [...(standing.get(line) ?? []), task]);
      }
      shown = { key, article, standing };
      for (const program of article.querySelectorAll('.program')) {
        mark(program, program.matches(running) ? standing : new Map(), roomOf(program));
      }
      for (const line of article.querySelectorAll('.stands.folded')) unfold(line);  // it ran before the setting changed
    },
  };
}

/// Of several programs, marks those that don't run with the class `other`. Returns whether that has changed.
function chooseProgram(article, parameters) {
  const values = new Map(parameters.map((p) => [p.name, valueText(p)]));
  const changed = [...article.querySelectorAll('.program[data-choice]')].filter(({ classList, dataset }) => (
    values.has(dataset.parameter) && classList.contains('other') === (values.get(dataset.parameter) === dataset.choice)));
  for (const program of changed) program.classList.toggle('other');
  return changed.length > 0;
}

/// How many characters of a line are visible.
function roomIn(program) {
  const line = program.querySelector('.listing:not([hidden]) .line');
  const style = getComputedStyle(line);
  const [size, left, right, indent] = ['fontSize', 'paddingLeft', 'paddingRight', 'textIndent'].map((name) => parseFloat(style[name]));
  return (program.clientWidth - left - right - indent) / (wide * size);
}

function mark(program, standing, room) {
  const byMark = new Map();
  for (const line of program.querySelectorAll('[data-language=cpp] .line')) {
    const tasks = standing.get(line.dataset.line) ?? [];
    place(line, tasks, room);
    if (line.dataset.mark) byMark.set(line.dataset.mark, tasks);
  }
  for (const line of program.querySelectorAll('[data-language=python] .line[data-mark]')) {
    place(line, byMark.get(line.dataset.mark) ?? [], room);
  }
}

function place(line, tasks, room) {
  const key = tasks.map(({ name, state, color }) => `${name} ${state} ${color} ${room}`).join();
  if ((line.dataset.tasks ?? '') === key) return;
  line.dataset.tasks = key;
  line.classList.toggle('stands', tasks.length > 0);
  const runs = tasks.find(({ state }) => state === 'running');
  line.classList.toggle('runs', runs !== undefined);
  if (runs) line.style.setProperty('--task', runs.color);
  line.querySelector('.stand')?.remove();
  if (!tasks.length) return;
  const end = line.lastChild;  // the text at the line's end
  const stand = labelsOf(tasks, line.textContent, room);
  if (end?.nodeType === Node.TEXT_NODE && end.data.endsWith('\n')) {
    if (end.data.length > 1) end.before(end.data.slice(0, -1));
    end.data = '\n';
    end.before(stand);
  } else {
    line.append(stand);
  }
}

/// Labels for tasks at a line with that text, of which `room` characters are visible. Labels never cover
/// text: if they don't fit after it, they're shortened to the tasks' numbers (or the start of a name without
/// a number), and if those don't fit either, they move into the line's indentation, or share one label with their number.
export function labelsOf(tasks, text, room) {
  const fits = (widthOf) => text.trimEnd().length + tasks.reduce((sum, { name }) => sum + widthOf(name) + framed, framed) <= room;
  const short = (name) => /\d*$/.exec(name)[0].length || Math.min(name.length, shortened);
  const kind = fits(({ length }) => length) ? '' : fits(short) ? ' tight' : ' tight within';
  if (kind.endsWith('within') && tasks.length > many) return crowd(tasks.length, text, room);
  const labels = tasks.map(({ name, state, color }) => {
    const [, word, number] = /^(.*?)(\d*)$/s.exec(name);
    const label = element('span', { class: `task ${state}`, title: say.isAtLine(name, state) },
      element('span', { class: number ? 'long' : 'word', textContent: word }), number);
    label.style.setProperty('--task', color);
    label.style.setProperty('--on-task', inkOn(color));
    return label;
  });
  return standOf(kind, labels, text);
}

function standOf(kind, labels, text) {
  const stand = element('span', { class: `stand${kind}`, 'aria-hidden': 'true' }, ...labels);
  stand.style.setProperty('--indent', text.search(/\S|$/));
  return stand;
}

/// One label for many tasks.
function crowd(count, text, room) {
  const number = count < listed ? `×${count}` : `×${listed}+`;
  const kind = text.trimEnd().length + number.length + 2 * framed <= room ? '' : ' tight within';
  const label = element('span', { class: 'task', title: say.areAtLine(Math.min(count, listed), count >= listed), textContent: number });
  label.style.setProperty('--task', 'var(--ink-quiet)');
  label.style.setProperty('--on-task', 'var(--ground-code)');
  return standOf(kind, [label], text);
}

/// Black or white, whichever is easier to read on the colour '#rrggbb'.
export function inkOn(color) {
  const [r, g, b] = [1, 3, 5].map((i) => {
    const c = parseInt(color.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  const light = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return 1.05 / (light + 0.05) > (light + 0.05) / 0.05 ? '#ffffff' : '#000000';
}

/// Makes tabs of a program's listings. Returns a function that shows one of them.
function createTabs(program, onChoose) {
  const listings = [...program.querySelectorAll('.listing')];
  const article = program.closest('.lesson').id;
  const { choice = '' } = program.dataset;
  const tabs = listings.map((listing) => {
    const { language } = listing.dataset;
    listing.id = [`${article}--${language}`, choice.replaceAll(' ', '-')].filter(Boolean).join('-');
    const tab = element('button', {
      type: 'button', role: 'tab', id: `${listing.id}-tab`, class: 'tab', 'data-language': language, 'aria-controls': listing.id,
      textContent: listing.querySelector('.language').textContent, onclick: () => onChoose(language),
    });
    listing.setAttribute('role', 'tabpanel');
    listing.setAttribute('aria-labelledby', tab.id);
    return tab;
  });
  const edit = element('a', { class: 'edit', href: `#playground?lesson=${article}${choice && `&program=${encodeURIComponent(choice)}`}`, textContent: say.edit, title: say.editTip });
  const file = element('button', { type: 'button', class: 'link download', 'data-lesson': article, textContent: say.download, title: say.downloadTip });
  const copy = element('button', { type: 'button', class: 'link copy', 'data-lesson': article, textContent: say.copy, title: say.copyTip });
  const list = element('div', { class: 'tabs', role: 'tablist', 'aria-label': say.languages }, ...tabs);
  list.addEventListener('keydown', (event) => {
    const move = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!move) return;
    event.preventDefault();
    const at = (tabs.indexOf(document.activeElement) + move + tabs.length) % tabs.length;
    onChoose(tabs[at].dataset.language);
    tabs[at].focus();
  });
  program.classList.add('tabbed');
  const same = element('button', { type: 'button', class: 'link compare', 'data-lesson': article, textContent: say.compare, title: say.compareTip });
  program.prepend(element('div', { class: 'tab-bar' }, list, same, copy, file, edit));
  return (language) => {
    tabs.forEach((tab, i) => {
      const chosen = tab.dataset.language === language;
      tab.setAttribute('aria-selected', String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      listings[i].hidden = !chosen;
    });
  };
}
