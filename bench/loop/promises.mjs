// The jobs on Node's own promises. A turn is an await of a resolved promise. There's no virtual clock, so the
// timers are a heap whose promises are resolved in order, as a virtual clock would do.

const tripTasks = 100, spawnBatch = 1000, timerBatch = 10000, queueSize = 10, chainDepth = 50;
const delayOf = (i) => 1 + ((i * 7919) % timerBatch) * 1e-3;

class Queue {
  items = []; head = 0; getters = []; putters = [];
  constructor(limit) { this.limit = limit; }
  get size() { return this.items.length - this.head; }
  async put(item) {
    while (this.size >= this.limit) await new Promise((go) => this.putters.push(go));
    this.items.push(item);
    this.getters.shift()?.();
  }
  async get() {
    while (this.size === 0) await new Promise((go) => this.getters.push(go));
    const item = this.items[this.head++];
    if (this.head > 64) { this.items.splice(0, this.head); this.head = 0; }
    this.putters.shift()?.();
    return item;
  }
}

async function turns(count) {
  for (let i = 0; i < count; ++i) await null;
}

async function produce(queue, count) {
  for (let i = 0; i < count; ++i) await queue.put(i);
}

async function consume(queue, count) {
  let sum = 0;
  for (let i = 0; i < count; ++i) sum += await queue.get();
  return sum;
}

async function child() {
  await null;
  return 1;
}

async function chain(depth) {
  return depth === 0 ? 1 : (await chain(depth - 1)) + 1;
}

class Heap {
  items = [];
  push(item) {
    let at = this.items.length;
    this.items.push(item);
    while (at > 0 && this.items[(at - 1) >> 1].when > item.when) {
      this.items[at] = this.items[(at - 1) >> 1];
      at = (at - 1) >> 1;
    }
    this.items[at] = item;
  }
  pop() {
    const top = this.items[0];
    const last = this.items.pop();
    const count = this.items.length;
    if (count === 0) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= count) break;
      if (child + 1 < count && this.items[child + 1].when < this.items[child].when) ++child;
      if (this.items[child].when >= last.when) break;
      this.items[at] = this.items[child];
      at = child;
    }
    this.items[at] = last;
    return top;
  }
}

export const jobs = {
  trip: (n) => Promise.all(Array.from({ length: tripTasks }, () => turns(n / tripTasks))),
  async spawn(n) {
    for (let batch = 0; batch < n / spawnBatch; ++batch) {
      await Promise.all(Array.from({ length: spawnBatch }, child));
    }
  },
  ping_pong(n) {
    const queue = new Queue(1);
    return Promise.all([produce(queue, n), consume(queue, n)]);
  },
  ten_and_ten(n) {
    const queue = new Queue(queueSize);
    return Promise.all(Array.from({ length: 20 }, (_, i) => (i < 10 ? produce : consume)(queue, n / 10)));
  },
  async timers(n) {
    const heap = new Heap();
    const sleeper = async (when) => { await new Promise((go) => heap.push({ when, go })); };
    for (let batch = 0; batch < n / timerBatch; ++batch) {
      const all = Array.from({ length: timerBatch }, (_, i) => sleeper(delayOf(i)));
      for (let i = 0; i < timerBatch; ++i) {
        heap.pop().go();
        await null;
      }
      await Promise.all(all);
    }
  },
  async chain(n) {
    for (let i = 0; i < n / chainDepth; ++i) await chain(chainDepth);
  },
};

/// Bytes of heap per suspended async function, for n of them. Needs --expose-gc.
export async function memory(n) {
  const parked = [];
  const waiter = async (a, b) => { await new Promise((go) => parked.push(go)); return a + b; };
  globalThis.gc();
  const before = process.memoryUsage().heapUsed;
  const all = Array.from({ length: n }, (_, i) => waiter(i, i));
  globalThis.gc();
  const bytes = process.memoryUsage().heapUsed - before;
  parked.forEach((go) => go());
  await Promise.all(all);
  return bytes / n;
}
