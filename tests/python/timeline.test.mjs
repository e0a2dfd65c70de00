// --timeline: byte for byte what the runner prints for the same trace.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { full } from '../full.mjs';
import { command, fileOf, shown, top } from './command.mjs';

async function compare(file, ...words) {
  const [ours, trace] = ['--timeline', '--json'].map((how) => command([how, ...words, file]).stdout);
  assert.equal(ours, await shown(trace, '--timeline'), file);
  assert.match(ours, /\n# runs .*\n$/);
}

// The usual run takes every third lesson, and half of the lengths below.
test('the timelines of lessons are the runner’s', async () => {
  const folders = readdirSync(join(top, 'lessons')).filter((name) => /^\d/.test(name));
  for (const folder of folders.filter((_name, i) => full || i % 3 === 2)) {
    await compare(join(top, 'lessons', folder, 'lesson.py'), '--until', '60');
  }
});

const programs = {
  'no task at all': 'print(1)',
  'a task that takes no time': 'import asyncio\nasync def main(): pass\nasyncio.run(main())',
  'a start that is not at a whole second': 'import asyncio, time\ntime.sleep(0.125)\nasync def main(): pass\nasyncio.run(main())',
  'a deadlock': 'import asyncio\nasync def main():\n    await asyncio.sleep(3)\n    await asyncio.Future()\nasyncio.run(main())',
  'names of every kind': `import asyncio
async def main():
    names = ["x" * 19, "y" * 20, "z" * 21, "äöü€" * 6, "tab\\tand\\nnewline\\x7f", ""]
    await asyncio.gather(*[asyncio.create_task(asyncio.sleep(n), name=name) for n, name in enumerate(names)])
asyncio.run(main())`,
  'jobs in threads': `import asyncio, time
def reads(seconds):
    time.sleep(seconds)
    time.sleep(seconds)
    if seconds == 2:
        raise ValueError
async def main():
    await asyncio.gather(*(asyncio.to_thread(reads, n) for n in (0, 1, 2)), return_exceptions=True)
    await asyncio.to_thread(reads, 0.5)
asyncio.run(main())`,
  'every ending, and blocking': `import asyncio, time
async def fails():
    await asyncio.sleep(0.3)
    raise ValueError
async def blocks():
    time.sleep(2)
    await asyncio.sleep(0)
    asyncio.current_task().set_name("renamed")
async def main():
    tasks = [asyncio.create_task(fails()), asyncio.create_task(blocks()), asyncio.create_task(asyncio.sleep(9))]
    await asyncio.sleep(1)
    tasks[2].cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await asyncio.sleep(0.1)
asyncio.run(main())`,
  ...Object.fromEntries([1e-7, 0.07, 12, 4e8, ...(full ? [0.003, 1.7, 480, 98765] : [])].map((seconds) => (
    [`a run of ${seconds} s`, `import asyncio\nasyncio.run(asyncio.sleep(${seconds}))`]))),
};
for (const [name, program] of Object.entries(programs)) {
  test(`the timeline of ${name} is the runner’s`, () => compare(fileOf(program)));
}
