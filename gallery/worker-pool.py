"""A worker pool that shuts down gracefully

The stop signal arrives while workers are busy and more jobs wait in the queue.
You decide whether they finish all jobs, finish what they've started, or stop in
the middle.

Try: set `shutdown` to each choice and see which jobs are lost. Then move
`stop_time` to a moment when the queue is empty.
"""

import asyncio

workers = 3  # 1..5
jobs = 8  # 0..12
stop_time = 3.0  # 0..10 s
shutdown = "finish started"  # finish all | finish started | cancel


async def worker(queue):
    while (job := await queue.get()) is not None:
        try:
            await asyncio.sleep(2)
        except asyncio.CancelledError:
            print(f"{job}: interrupted")
            raise
        print(f"{job}: done")


async def stop(queue, team):
    print("stop!")
    if shutdown == "cancel":
        for task in team:
            task.cancel()
    if shutdown != "finish all":
        while not queue.empty():
            print(f"{queue.get_nowait()}: never started")
    for _ in team:
        queue.put_nowait(None)  # each worker takes one and returns
    await asyncio.wait(team)
    print("all workers have stopped")


async def main():
    queue = asyncio.Queue()
    for n in range(1, jobs + 1):
        queue.put_nowait(f"job {n}")
    team = []
    for n in range(1, workers + 1):
        team.append(asyncio.create_task(worker(queue), name=f"worker-{n}"))
    await asyncio.sleep(stop_time)
    await stop(queue, team)


asyncio.run(main())
