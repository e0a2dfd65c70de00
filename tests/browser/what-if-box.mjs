// The box 'what if' as tests use it, and a program to be broken in it.

/// The box, a button in it, and how it's opened.
export const box = (page) => page.locator('#what-if');
export const inBox = (page, name) => box(page).getByRole('button', { name, exact: true });

export async function open(page) {
  await page.locator('#canvas').focus();
  await page.keyboard.press('w');
  await box(page).waitFor();
}

/// Two philosophers; the second comes to the table `gap` after the first, which may be a constant of the program. They
/// hang if both come at once.
export const dinner = (gap, constants = '') => `import asyncio
${constants}

async def dine(forks, seat):
    await asyncio.sleep(seat * ${gap})
    async with forks[seat]:
        await asyncio.sleep(1)
        async with forks[(seat + 1) % 2]:
            await asyncio.sleep(1)


async def main():
    forks = [asyncio.Lock(), asyncio.Lock()]
    await asyncio.gather(*(dine(forks, seat) for seat in range(2)))
    print("everyone has eaten")


asyncio.run(main())
`;
