// Writes the run of each program in which a learner looks for a line, as CPython does it, beside the exercise:
//   node tests/exercises/record.mjs
// The page shows and judges that run at once, without Python; a test holds it against CPython.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { python } from '../python/python.mjs';

const lessons = join(resolve(dirname(fileURLToPath(import.meta.url)), '../..'), 'lessons');
const { trace } = await python();
for (const folder of readdirSync(lessons).filter((name) => /^\d\d-/.test(name))) {
  const at = (name) => join(lessons, folder, 'exercise', name);
  if (!/^kind: line$/m.test(readFileSync(at('exercise.md'), 'utf8'))) continue;
  const { events } = trace(readFileSync(at('start.py'), 'utf8'), { until: 120 });
  writeFileSync(at('run.json'), `[\n${events.map((event) => JSON.stringify(event)).join(',\n')}\n]\n`);
}
