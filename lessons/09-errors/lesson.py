import asyncio

collect = "await"  # or "gather", "gather with return_exceptions", "TaskGroup"
who_fails = "job 2"  # or "nobody", "job 1", "job 3", "jobs 2 and 3"
fail_after = 1.0
work_time = 2.0
stay = 6.0


async def job(number):  #: job
    if str(number) in who_fails:
        await asyncio.sleep(fail_after)  #: before-failing
        raise ValueError(f"job {number} broke")
    await asyncio.sleep(number * work_time)  #: work
    print(f"job {number} is done")
    return number * 10


async def run_jobs():  #: run-jobs
    if collect == "TaskGroup":
        async with asyncio.TaskGroup() as group:  #: group
            tasks = [group.create_task(job(n)) for n in (1, 2, 3)]
        return [task.result() for task in tasks]
    tasks = [asyncio.create_task(job(n)) for n in (1, 2, 3)]
    if collect == "await":
        return [await task for task in tasks]  #: await-each
    if collect == "gather":
        return await asyncio.gather(*tasks)  #: gather
    return await asyncio.gather(*tasks, return_exceptions=True)  #: gather-all


async def main():  #: main
    try:
        results = await run_jobs()  #: await-jobs
        print("results:", results)
    except Exception as error:
        print("caught:", repr(error))
    await asyncio.sleep(stay)  #: stay
    print("main ends")


asyncio.run(main())
