import asyncio


async def greet(name):
    print("greet", name)
    await asyncio.sleep(1)
    return "hello, " + name


async def await_again(greeting):
    try:
        print(await greeting)
    except RuntimeError as error:
        print("error:", error)


async def main():
    greeting = greet("Ada")
    print("nothing has run yet")

    print(await greeting)
    await await_again(greeting)

    forgotten = greet("Grace")
    del forgotten
    print(await greet("Alan"))


asyncio.run(main())
