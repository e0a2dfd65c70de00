"""A priority scheduler that forgets a job

The worker always takes the job with the lowest number, so urgent jobs overtake
the report. As long as they keep arriving, the report starves, unless its age
counts too.

Try: raise `aging` step by step and see when the report gets its turn. Then set
it back to 0 and set `workers` to 2.
"""

import asyncio
import itertools

workers = 1  # 1..3
urgent_jobs = 8  # 0..10
job_time = 1.2  # 0.5..3 s
aging = 0.0  # 0..2


class Scheduler:
    def __init__(self):
        self.queue = asyncio.PriorityQueue()
        self.counter = itertools.count()  # decides between equal priorities

    def submit(self, job, priority):
        # A job that arrives later starts with a higher number.
        arrived = asyncio.get_running_loop().time()
        rank = priority + aging * arrived
        self.queue.put_nowait((rank, next(self.counter), job))

    async def work(self):
        while True:
            _, _, job = await self.queue.get()
            await asyncio.sleep(job_time)
            print("finished", job)
            self.queue.task_done()


async def main():
    scheduler = Scheduler()
    async with asyncio.TaskGroup() as group:
        team = []
        for n in range(1, workers + 1):
            team.append(group.create_task(scheduler.work(), name=f"worker-{n}"))
        scheduler.submit("mail", priority=1)
        scheduler.submit("report", priority=5)
        for n in range(1, urgent_jobs + 1):
            await asyncio.sleep(1)
            scheduler.submit(f"urgent job {n}", priority=1)
        await scheduler.queue.join()
        for task in team:
            task.cancel()


asyncio.run(main())
