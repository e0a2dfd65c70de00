// What a link has changed, in a quiet line above the panel: its reader sees that this isn't the lesson's own run.

import { byId, element, setText } from './dom.js';
import * as say from '#words/what-if.js';

const most = 3;  // changes that are named

const valueOf = ({ type, start, unit, choices }) => (type === 'switch' ? (start ? say.on : say.off)
  : type === 'choice' ? (typeof start === 'number' ? choices[start] : start)
    : `${type === 'number' && Number.isInteger(start) ? start.toFixed(1) : start}${unit && ` ${unit}`}`);

/// Everything that makes the run of `state` another one than the lesson's own, each in a few words.
export function changesIn({ parameters, seed, live, what_if: { done, pinned } }) {
  return [
    ...done.map(({ words, when, refused }) => (refused ? say.refusedChange(words, when, refused) : `${words} ${when}`)),
    ...parameters.filter((each) => each.start !== each.default).map((each) => say.startsAt(each.label, valueOf(each))),
    ...(seed === 1 ? [] : [say.seedOf(seed)]),
    ...(live ? [say.liveChanges] : []),
    ...(pinned ? [say.isPinned] : []),
  ];
}

/// 'This link changes 2 things: main is cancelled at 1 s; delay = 3.0 s'
export function sentenceOf(changes) {
  const named = changes.slice(0, most);
  const rest = changes.length - named.length;
  return say.linkChanges(changes.length, named.join('; '), rest);
}

/// Shows the line, if the run that was just opened is another one. It goes when another run is opened.
export function showChanges(player) {
  const state = player.head();
  const changes = state ? changesIn(state) : [];
  if (changes.length === 0) return;
  const sentence = element('span', { textContent: sentenceOf(changes) });
  const line = element('p', { class: 'link-changes', id: 'link-changes', role: 'status' }, sentence, ' · ',
    element('a', { href: `#${state.lesson}`, textContent: say.backToRun }));
  byId('panel-stage').before(line);
  // A task has its name, and a change its time, once the run is laid out as far as that.
  player.on('state', (now) => {
    const { text } = now.what_if;
    if (line.isConnected && text === state.what_if.text) setText(sentence, sentenceOf(changesIn({ ...state, what_if: now.what_if })));
  });
  player.on('open', () => line.remove());
  player.on('recording', () => line.remove());
}
