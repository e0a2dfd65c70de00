// Programs that are complained of: what CPython says to stderr, and what of it becomes an event.

/// `reported` are these events, as [kind, text, line].
export const complained = [
  {
    name: 'an exception that nobody retrieved',
    source: `
import asyncio

async def fail():
    raise ValueError("unseen")

async def main():
    task = asyncio.create_task(fail())
    await asyncio.sleep(0)
    del task
    await asyncio.sleep(0)

asyncio.run(main())
`,
    reported: [['never_retrieved', 'Task exception was never retrieved', 0]],
  },
  {
    name: 'coroutines that were never awaited, on one line said once',
    source: `
import asyncio

async def forgotten():
    pass

async def main():
    for _ in range(3):
        forgotten()
    made = forgotten()
    del made

asyncio.run(main())
`,
    reported: [
      ['never_awaited', "coroutine 'forgotten' was never awaited", 9],
      ['never_awaited', "coroutine 'forgotten' was never awaited", 10],
    ],
  },
  {
    name: 'a coroutine that was never awaited, in debug mode',
    source: `
import asyncio

async def forgotten():
    pass

async def main():
    asyncio.get_running_loop().slow_callback_duration = 60  # of a busy machine nothing is told
    forgotten()

asyncio.run(main(), debug=True)
`,
    reported: [['never_awaited', "coroutine 'forgotten' was never awaited", 9]],
  },
  {
    name: 'warnings by the program\'s own filters and functions',
    source: `
import asyncio, sys, warnings

async def forgotten():
    pass

async def main():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        forgotten()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        forgotten()
    print([str(warning.message) for warning in caught])
    print(sys.get_coroutine_origin_tracking_depth())
    warnings.showwarning = lambda message, *more: print("said", message)
    forgotten()
    warnings.warn("careful")

asyncio.run(main())
`,
    reported: [],
  },
  {
    name: 'errors in callbacks, handlers and generators',
    source: `
import asyncio

def broken(*args):
    raise ValueError("in a callback")

async def numbers():
    try:
        yield 1
    finally:
        raise KeyError("in a generator")

async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(broken, 1)
    loop.call_later(0, broken)
    loop.create_future().set_result(1)
    async for number in numbers():
        break
    await asyncio.sleep(0.001)
    loop.set_exception_handler(broken)
    loop.call_soon(broken, 2)
    await asyncio.sleep(0)
    loop.set_exception_handler(lambda loop, context: print(context["message"].split("(")[0]))
    loop.call_soon(broken, 3)
    await asyncio.sleep(0)

asyncio.run(main())
`,
    reported: [
      ['callback_error', 'Exception in callback broken', 0],
      ['callback_error', 'Exception in callback broken', 0],
      ['never_retrieved', 'Task exception was never retrieved', 0],
      ['handler_error', 'Unhandled error in exception handler', 0],
    ],
  },
  {
    name: 'what logging sends elsewhere',
    source: `
import asyncio, logging, sys

def broken():
    raise ValueError("in a callback")

async def main():
    loop = asyncio.get_running_loop()
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    loop.call_soon(broken)
    await asyncio.sleep(0)
    logging.getLogger("asyncio").setLevel(logging.NOTSET)
    logging.basicConfig(stream=sys.stdout)
    loop.call_soon(broken)
    await asyncio.sleep(0)

asyncio.run(main())
`,
    reported: [],
  },
  {
    name: 'what logging sends to stderr in its own form',
    source: `
import asyncio, logging, sys

def broken():
    raise ValueError("in a callback")

async def main():
    logging.basicConfig(format="%(levelname)s %(filename)s: %(message)s")
    asyncio.get_running_loop().call_soon(broken)
    await asyncio.sleep(0)
    logging.warning("by hand")
    print("and", "so on", file=sys.stderr)

asyncio.run(main())
`,
    reported: [
      ['callback_error', 'Exception in callback broken', 0],
      ['other', 'WARNING program.py: by hand\n', 0],
      ['other', 'and so on\n', 0],
    ],
  },
];
