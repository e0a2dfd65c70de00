import asyncio
import random

chains = 3
links = 2
shortest = 1.0
longest = 4.0
start = "all at once"  # or "one after the other"


async def link(word, number):  #: link
    await asyncio.sleep(random.uniform(shortest, longest))  #: sleep
    word = word + str(number)
    print(word)  #: print-word
    return word


async def chain(word):  #: chain
    for number in range(1, links + 1):
        word = await link(word, number)  #: await-link
    return word


async def main():  #: main
    letters = "ABCDEF"[:chains]
    words = []
    if start == "all at once":
        words = await asyncio.gather(*[chain(letter) for letter in letters])  #: await-gather
    else:
        for letter in letters:
            words.append(await chain(letter))  #: await-chain
    print("results", words)  #: print-results


asyncio.run(main())
