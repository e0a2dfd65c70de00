import asyncio

tasks = 3
turns = 3
delay = 1.5
pause = "sleep(delay)"  # or "sleep(delay * number)" or "sleep(0)"


async def worker(number):  #: worker
    for turn in range(1, turns):
        print("worker", number, "turn", turn)  #: print-turn
        if pause == "sleep(delay)":
            await asyncio.sleep(delay)  #: sleep-delay
        elif pause == "sleep(delay * number)":
            await asyncio.sleep(delay * number)  #: sleep-own-delay
        else:
            await asyncio.sleep(0)  #: sleep-0
    print("worker", number, "turn", turns)  #: print-last-turn


async def main():  #: main
    workers = []
    for number in range(1, tasks + 1):
        workers.append(asyncio.create_task(worker(number)))  #: create
    for task in workers:
        await task  #: await-task
    print("all workers are done")  #: print-done


asyncio.run(main())
