// What the pairs of threads say, CPython's real threads in lock step do.

import { agreesInLockStep } from '../oracle/check.mjs';
import { pairs } from '../oracle/programs.mjs';
import { interpreters } from '../python/interpreters.mjs';

const programs = pairs('conformance').filter(({ name }) => /^(executor|executor_wait|thread_moments|to_thread)_test/.test(name))
  .map(({ name, source }) => ({ name, program: source, options: {} }));

agreesInLockStep(interpreters(), programs);
