// Random programs for both sides to run. A scenario is an s-expression: the sizes of what is shared, and a list of programs, each a
// list of operations; the first program is main. scenario.py and scenario.cpp run the same one.

const delays = [0, 0, 0.5, 1, 1, 1, 1.5, 2, 3];

/// Numbers from a seed: mulberry32.
export function randomFrom(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n) => Math.floor(next() * n);
  return { below, pick: (list) => list[below(list.length)] };
}

/// The scenario of a seed, as text.
export function scenario(seed) {
  const { below, pick } = randomFrom(seed);
  const programs = 3 + below(4);
  const locks = 2;
  const queues = [below(3), 1 + below(2)];  // maxsizes
  const workers = 1 + below(3);             // of the default executor
  const answers = pick(delays);             // how long a server takes for a line
  const limit = pick([8, 100]);             // of a line
  const networked = below(3) === 0;
  let label = 0;

  const delay = () => pick(delays);
  const print = () => `(print ${++label})`;
  const steps = () => Array.from({ length: below(4) }, delay).join(' ');
  const job = () => `${++label} ${below(3)} ${below(5)} (${steps()})`;
  const later = (program) => program + 1 + below(programs - program - 1);

  function operation(program, depth) {
    const more = program + 1 < programs;  // programs call only those after them, so that all end
    const inner = () => operations(program, depth + 1, 1 + below(3));
    const simple = [
      print, print,
      () => `(sleep ${delay()})`, () => `(sleep ${delay()})`, () => `(sleep ${delay()})`,
      () => `(cancel ${below(8)})`,
      () => `(await ${below(8)})`, () => `(await ${below(8)})`,
      () => `(put ${below(2)} ${below(9)})`, () => `(get ${below(2)})`,
      () => `(set ${below(2)})`, () => `(wait ${below(2)})`, () => `(clear ${below(2)})`,
      () => (below(3) === 0 ? '(raise)' : print()),
      () => `(thread ${job()})`, () => `(submit ${below(2)} ${job()})`,
      () => `(join ${below(8)})`, () => `(drop ${below(8)})`,
      () => (below(3) === 0 ? `(block ${delay()})` : print()),
      () => `(vary ${below(2)} ${below(9)})`, () => `(tell ${below(2)})`,
    ];
    const talking = [
      () => '(connect)', () => '(connect)', () => '(connect)', () => '(serve)',
      ...Array(3).fill(() => `(send ${below(4)} ${pick([0, 3, 7, 7, 20, 90])})`), () => `(send ${below(4)} 400000)`,
      ...Array(3).fill(() => `(line ${below(4)})`), () => `(read ${below(4)} ${pick([-1, 1, 5, 1000])})`,
      () => `(${pick(['close', 'close', 'eof', 'closed', 'abort'])} ${below(4)})`,
      () => (below(4) === 0 ? '(unserve)' : print()),
    ];
    const calling = [
      () => `(eager ${programs - 1})`,  // which makes no tasks: what it would make came before itself
      () => `(spawn ${later(program)})`, () => `(spawn ${later(program)})`, () => `(spawn ${later(program)})`,
      () => `(gather ${below(2)}${Array.from({ length: 1 + below(3) }, () => ` ${later(program)}`).join('')})`,
      () => `(waitfor ${delay()} ${later(program)})`,
      () => `(shield ${later(program)})`,
      () => `(group ${inner()}${Array.from({ length: 1 + below(2) }, () => ` ${later(program)}`).join('')})`,
    ];
    const nesting = [
      () => `(lock ${below(locks)} ${inner()})`, () => `(lock ${below(locks)} ${inner()})`,
      () => `(semaphore ${inner()})`,
      () => `(timeout ${delay()} ${inner()})`, () => `(timeout ${delay()} ${inner()})`,
      () => `(try ${inner()} ${inner()})`,
      () => `(finally ${inner()} ${inner()})`,
    ];
    const choices = [...simple, ...(networked ? talking : []), ...(more ? calling : []), ...(depth < 3 ? nesting : [])];
    return pick(choices)();
  }

  function operations(program, depth, count) {
    return `(${Array.from({ length: count }, () => operation(program, depth)).join(' ')})`;
  }

  const bodies = Array.from({ length: programs }, (_, i) => {
    const start = i === 0 ? Array.from({ length: 2 + below(3) }, () => (programs > 1 ? `(spawn ${later(0)})` : print())) : [];
    if (i === 0 && networked) start.push('(serve)', '(connect)', ...(below(2) ? ['(connect)'] : []));
    return `(${[...start, ...Array.from({ length: 2 + below(4) }, () => operation(i, 0))].join(' ')})`;
  });
  return `((${[...queues, workers, answers, limit].join(' ')}) ${bodies.join(' ')})`;
}
