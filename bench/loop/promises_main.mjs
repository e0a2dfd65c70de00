// Does one job on promises: node promises_main.mjs JOB N

import { jobs, memory } from './promises.mjs';

const [job, count] = process.argv.slice(2);
const n = Number(count);
if (job === 'memory') {
  console.log(await memory(n));
} else {
  await jobs[job](n);  // warm up: code is compiled and memory allocated
  const before = process.hrtime.bigint();
  await jobs[job](n);
  console.log(Number(process.hrtime.bigint() - before) / n);
}
