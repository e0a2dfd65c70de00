// A reporter for node --test: one line of JSON for each test case that ran, by the names of its
// suites and itself, with its result, and one for each file, without. Suites and files aren't test cases, but one
// that fails of itself (a hook that threw, a file that didn't load) is a failed one.

import { relative } from 'node:path';

export default async function* reporter(events) {
  // By file and depth: what happened inside the suite that hasn't ended yet.
  const inside = new Map();
  const take = (file, depth) => {
    const key = `${file}:${depth}`;
    const was = inside.get(key) ?? { ran: 0, failed: 0 };
    inside.delete(key);
    return was;
  };
  const add = (file, depth, ran, failed) => {
    const was = take(file, depth);
    inside.set(`${file}:${depth}`, { ran: was.ran + ran, failed: was.failed + failed });
  };
  const line = (file, details, more) => `${JSON.stringify({
    ...more, file: file && relative(process.cwd(), file), seconds: Math.round(details?.duration_ms ?? 0) / 1000,
  })}\n`;

  for await (const { type, data } of events) {
    const file = data.file ?? '';
    const isFile = data.nesting === 0 && /\.test\.mjs$/.test(data.name);
    // Newer versions of Node.js tell of a file's end alone, by this; older ones by a pass or a fail.
    if (isFile && /^test:(complete|pass|fail)$/.test(type)) yield line(file || data.name, data.details);
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const failed = type === 'test:fail';
    const children = take(file, data.nesting + 1);
    const isCase = !isFile && data.details?.type !== 'suite' && children.ran === 0;
    const failedOfItself = failed && children.failed === 0;
    add(file, data.nesting, children.ran + (isCase ? 1 : 0), failed ? Math.max(children.failed, 1) : 0);
    if (!isCase && !failedOfItself) continue;
    const skipped = data.skip !== undefined || data.todo !== undefined;
    yield line(file, data.details, { name: data.name, result: skipped ? 'skipped' : failed ? 'failed' : 'passed' });
  }
}
