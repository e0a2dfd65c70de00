// The reader's programs, kept in this browser by their names.

import { recall, remember } from '../storage.js';

const first = `import asyncio

delay = 1.0  # 0.1..3 s


async def count(name, steps):
    for step in range(1, steps + 1):
        await asyncio.sleep(delay)
        print(name, step)


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(count("left", 3), name="left")
        group.create_task(count("right", 2), name="right")
    print("both have finished")


asyncio.run(main())
`;

const list = () => {
  try {
    const kept = JSON.parse(recall('programs') ?? '{}');
    return kept && typeof kept === 'object' && !Array.isArray(kept) ? kept : {};
  } catch {
    return {};
  }
};

/// The program that was open last, as `{ name, text }`, or the first of one's life.
export function lastProgram() {
  const name = recall('program') ?? '';
  const text = list()[name];
  return typeof text === 'string' ? { name, text } : { name: 'My program', text: first };
}

export function keepProgram(name, text) {
  remember('programs', JSON.stringify({ ...list(), [name]: text }));
  remember('program', name);
}

export const programNames = () => Object.keys(list()).sort();
export const programText = (name) => list()[name];
