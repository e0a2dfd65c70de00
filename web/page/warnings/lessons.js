// The lesson that explains each kind of warning. What the kinds mean is said in web/words.

import { byId } from '../dom.js';

const lesson = (slug, section) => ({
  address: `#${slug}--${section}`,
  get title() {
    return byId(`${slug}--title`).textContent;
  },
});

export const lessons = {
  held: lesson('blocking', 'who-holds-the-loop'),
  never_awaited: lesson('coroutines', 'forgetting-the-await'),
  never_retrieved: lesson('errors', 'an-exception-stays-in-its-task'),
  destroyed: lesson('tasks', 'keep-your-tasks'),
  swallowed: lesson('cancellation', 'what-cancel-does'),
  never_joined: lesson('queues', 'waiting-until-the-work-is-done'),
  hang: lesson('races', 'event-wait-for-a-moment'),
  deadlock: lesson('races', 'lock-one-at-a-time'),
  growing: lesson('queues', 'when-the-queue-is-full'),
  never_yields: lesson('await', 'an-await-that-does-not-pause'),
  long_lock: lesson('races', 'lock-one-at-a-time'),
};
