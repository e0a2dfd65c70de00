// The prediction 'which task runs next': after a number of callbacks, whose callback is the next? The learner
// picks one of the run's tasks, or the loop's own callbacks.

import { element } from './dom.js';
import * as say from '#words/prediction.js';

const mostNamed = 12;  // tasks; if there are more, only those that run shortly before or after

export function createNext(box, outcome, onChange) {
  const after = Number(box.dataset.after);
  const question = box.getAttribute('aria-labelledby');
  const group = element('div', { class: 'next', role: 'radiogroup', 'aria-labelledby': question });
  let offered = '';

  /// Builds the choices again if the run has other tasks. Keeps the learner's choice if it's still possible.
  function update() {
    const names = choices(outcome());
    if (JSON.stringify(names) === offered) return;
    offered = JSON.stringify(names);
    const made = chosen();
    group.replaceChildren(...names.map((name) => element('label', {},
      element('input', { type: 'radio', name: `${question}-answer`, value: name, checked: name === made, onchange: onChange }), name)));
  }

  const chosen = () => group.querySelector(':checked')?.value;

  function choices({ tasks, callbacks }) {
    const round = callbacks.slice(Math.max(0, after - mostNamed), after + mostNamed);
    const near = new Set(round.map(({ task }) => task));
    const names = [...new Set(tasks)].filter((name) => tasks.length <= mostNamed || near.has(name));
    return callbacks.some(({ task }) => task === null) ? [...names, say.noTask] : names;
  }

  return {
    node: group,
    update,
    clear() {},
    check({ callbacks }) {
      const next = callbacks[after];
      if (!next) return { sentence: say.tooFew(callbacks.length) };
      const answer = chosen();
      if (!answer) return { sentence: say.chooseOne };
      const right = answer === (next.task ?? say.noTask);
      const comesLater = callbacks.slice(after).some(({ task }) => task === answer);
      return {
        right,
        sentence: right ? say.rightNext(next.label) : answer === say.noTask ? say.taskFirst : say.notTurnOf(answer, comesLater),
        at: { after: right ? after + 1 : after },
      };
    },
  };
}
