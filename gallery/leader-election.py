"""Leader election by majority vote

A node that hears nothing from a leader for a while asks every other node for
its vote. Each node votes once a term, and random timeouts keep them from all
asking at once.

Try: raise `vote_time` and look for terms that no node wins. Then set it back:
why do the last two of five `nodes` never get a leader?
"""

import asyncio
import random

nodes = 5  # 3..5
patience = 1.5  # 0.5..3 s
vote_time = 0.1  # 0..1 s


class Node:
    term = 0
    leads = False

    def __init__(self, name):
        self.name = name
        self.heard = asyncio.Event()

    async def run(self, cluster):
        while True:
            self.heard.clear()
            try:
                async with asyncio.timeout(patience * random.uniform(1, 2)):
                    await self.heard.wait()
            except TimeoutError:
                await self.elect(cluster)

    async def elect(self, cluster):
        self.term += 1
        term, votes = self.term, 1
        for peer in list(cluster):
            await asyncio.sleep(vote_time)
            if peer.term < term:
                peer.term = term
                peer.heard.set()
                votes += 1
        self.leads = votes > nodes / 2 and self.term == term
        result = "leads" if self.leads else "loses"
        print(f"{self.name} {result} term {term} with {votes} of {nodes} votes")
        while self.leads:
            for peer in cluster:
                peer.heard.set()
            await asyncio.sleep(patience / 2)
            self.leads = self.term == term


async def main():
    cluster = [Node(f"node-{n}") for n in range(1, nodes + 1)]
    async with asyncio.TaskGroup() as group:
        for node in cluster:
            node.task = group.create_task(node.run(cluster), name=node.name)
        while cluster:
            await asyncio.sleep(4)
            # The leader, or the first node if there's none.
            leader = max(cluster, key=lambda node: node.leads)
            print(f"{leader.name} crashes")
            cluster.remove(leader)
            leader.task.cancel()


asyncio.run(main())
