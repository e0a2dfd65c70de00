// Prints the records of a Python program, as CPython 3.14 runs it:
//   node tests/oracle/run.mjs FILE.py [--set n=v]... [--seed N] [--until T] [--switches] [--lines]

import { readFileSync } from 'node:fs';
import { oracle } from './oracle.mjs';

const { parse, run } = await oracle();
const { exit, file, options } = parse(process.argv.slice(2));
if (exit !== undefined) process.exit(exit);

try {
  const { constants, ...rest } = options;
  const { records, stderr, ending } = run(readFileSync(file, 'utf8'),
    { ...rest, set: constants, filename: file });
  process.stdout.write(records.map((record) => `${record}\n`).join(''));
  process.stderr.write(stderr);
  if (ending === 'endless') throw new Error('gave up: the program seems to be endless');
} catch (error) {
  console.error(`oracle: ${error.message}`);
  process.exitCode = 2;
}
