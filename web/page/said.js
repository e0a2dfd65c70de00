// What happened, for those who can't see it: one sentence after each step, and none while the run plays. Several steps
// in a row, as of a key that is held, are told once, when they've come to rest.

import { byId, setText } from './dom.js';
import * as say from '#words/panel.js';

const rest = 300;  // milliseconds
const most = 3;    // tasks, and printed lines: of more, only the number is told

export function createSaid(player) {
  const line = byId('panel-said');
  let before = null;
  let waiting = 0;

  function tell() {
    waiting = 0;
    const state = player.head(true);
    if (!state || state.playing) return;
    if (before?.lesson === state.lesson && before.position !== state.position) setText(line, sentence(before, state));
    before = state;
  }

  player.on('open', () => {
    before = null;
  });
  player.on('state', ({ playing }) => {
    before ??= player.head(true);
    clearTimeout(waiting);
    waiting = playing ? 0 : setTimeout(tell, rest);
  });
}

function sentence(from, to) {
  const on = to.position > from.position;
  const parts = on ? [...ran(to), ...changed(from, to), ...printed(from, to)] : [say.stepBack, ...ran(to)];
  return [to.t === from.t && on ? '' : say.clock(say.seconds(to.t.toFixed(3))), ...parts, to.message?.replace(/\.$/, '')].filter(Boolean).map((part) => `${part}.`).join(' ');
}

/// What the last callback did.
function ran({ steps, running, half }) {
  if (half) return [half.replace(/\.$/, '')];
  if (running) return [say.runs(running)];
  const last = steps.filter(({ when }) => when === 'past').at(-1);
  return last ? [last.label] : [];
}

/// What each other task does now that did something else before.
function changed(from, to) {
  const was = new Map(from.tasks.map((task) => [task.id, task]));
  const isSaid = ({ name }) => to.half.startsWith(`${name} `) || to.half.includes(`: ${name} `);
  const news = to.tasks.filter((task) => !isSaid(task) && (was.get(task.id)?.state !== task.state || was.get(task.id)?.detail !== task.detail))
    .map(({ name, state, detail }) => say.isNow(name, detail || state));
  return news.length > most ? [say.manyChanged(news.length)] : news;
}

function printed(from, to) {
  const count = ({ output, more }) => output.length + (more.output ?? 0);
  const fresh = count(to) - count(from);
  if (fresh <= 0) return [];
  if (fresh > most) return [say.manyPrinted(fresh)];
  return to.output.slice(-fresh).map(({ task, text }) => say.prints(task, text));
}
