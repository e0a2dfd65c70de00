// What Perfetto's importer makes of a file in the Trace Event Format, by the rules in docs/perfetto.md: which slices
// a thread has and how they nest, which flows are bound to slices, which values a counter takes. Whatever the
// importer would drop or complain about is a complaint here.

/// `{ threads, slices, flows, counters, complaints }` of a file's text. Times are in nanoseconds.
export function imported(text) {
  const complaints = [];
  const complain = (what, event) => complaints.push(`${what}: ${JSON.stringify(event)}`);
  const { traceEvents } = JSON.parse(text);
  const threads = new Map();
  const slices = [];
  const counters = new Map();
  const flows = [];
  const begun = new Map();   // by flow: the slice from which it leads
  const stacks = new Map();  // by thread: the slices that haven't ended

  const nanoseconds = (microseconds) => Math.round(microseconds * 1000);
  // At one moment, longer slices come first, and what isn't a slice comes last; then the file's order counts.
  const key = ({ ph, dur }) => (ph === 'X' ? -nanoseconds(dur) : Infinity);
  const timed = traceEvents.filter(({ ph }) => ph !== 'M').map((event, i) => ({ event, i, at: nanoseconds(event.ts) }));
  timed.sort((a, b) => a.at - b.at || (key(a.event) === key(b.event) ? a.i - b.i : key(a.event) - key(b.event)));

  for (const event of traceEvents.filter(({ ph }) => ph === 'M')) {
    if (event.name === 'thread_name') {
      if (threads.has(event.tid)) complain('a thread with two names', event);
      threads.set(event.tid, event.args.name);
    }
  }
  for (const { event, at } of timed) {
    if (!Number.isFinite(event.ts) || event.ts < 0) complain('no time', event);
    if (event.pid !== 1) complain('another process', event);
    if (event.ph === 'C') {
      for (const [unit, value] of Object.entries(event.args)) {
        if (typeof value !== 'number') complain('a counter that is no number', event);
        const name = `${event.name} ${unit}`;
        if (!counters.has(name)) counters.set(name, []);
        counters.get(name).push({ at, value });
      }
      continue;
    }
    if (event.ph !== 'X') {
      complain('an unknown phase', event);
      continue;
    }
    if (!threads.has(event.tid)) complain('a thread without a name', event);
    const length = nanoseconds(event.dur);
    if (!(length >= 0)) complain('a slice of no length', event);
    const stack = stacks.get(event.tid) ?? stacks.set(event.tid, []).get(event.tid);
    const isOver = (slice) => slice.to < at || (slice.to === at && !(slice.to === slice.from && length === 0));
    while (stack.length > 0 && isOver(stack.at(-1))) stack.pop();
    const parent = stack.at(-1);
    if (parent && at < parent.to && at + length > parent.to) {
      complain(`a slice that overlaps ‘${parent.name}’ and isn't inside it`, event);
      continue;
    }
    if (stack.length >= 512) complain('slices that nest too deeply', event);
    const slice = { thread: event.tid, name: event.name, from: at, to: at + length, depth: stack.length, args: event.args, parent };
    slices.push(slice);
    stack.push(slice);
    if (event.bind_id === undefined) continue;
    const flow = Number.parseInt(event.bind_id, 16);
    if (!event.flow_in && !event.flow_out) complain('a flow without a direction', event);
    if (event.flow_out && !event.flow_in) {
      if (begun.has(flow)) complain('a flow that begins twice', event);
      begun.set(flow, slice);
    }
    if (event.flow_in) {
      if (!begun.has(flow)) complain('a flow that ends before it begins', event);
      else flows.push({ from: begun.get(flow), to: slice, flow });
      if (event.flow_out) begun.set(flow, slice);
    }
  }
  const ended = new Set(flows.map(({ flow }) => flow));
  for (const [flow, from] of begun) {
    if (!ended.has(flow)) complaints.push(`flow ${flow} from ‘${from.name}’ leads nowhere`);
  }
  return { threads, slices, flows, counters, complaints };
}
