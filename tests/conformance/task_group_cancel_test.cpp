// A group that is cancelled: its block ends early, and without an error.

#include "aio/task_group.hpp"

#include "../core/trace_of.hpp"
#include "aio/any_task.hpp"
#include "aio/exception_group.hpp"
#include "aio/timeout.hpp"
#include "aio/with.hpp"
#include "task_group_helpers.hpp"

using aio::coro;
using aio::print;
using aio::task_group;
using tests::check_same;
using tests::task_groups::give;

// TaskGroup.cancel came with Python 3.15, and the reference is 3.14: the Python program says what 3.15 does with what
// 3.14's group has.
TEST_CASE("cancel ends the block and its tasks without raising")
{
    const auto main = []() -> coro<void> {
        co_await aio::with(task_group(), [](task_group& group) -> coro<void> {
            group.create_task(give(1, 1));
            group.create_task(give(2, 3));
            co_await aio::sleep(2);
            group.cancel();
            group.cancel();
            print("cancelled");
            co_await aio::sleep(5);
            print("never printed");
        });
        print("after", aio::current_task()->cancelling());

        task_group kept;
        co_await aio::with(task_group(kept), [](task_group& group) -> coro<void> {
            group.create_task([](task_group of) -> coro<void> {
                of.cancel();
                co_await aio::sleep(1);
                print("never printed");
            }(group));
            co_await aio::sleep(5);
            print("never printed");
        });
        kept.cancel();
        co_await aio::sleep(1);
        print("cancelled by a task");

        const task_group early;
        early.cancel();
        co_await aio::with(task_group(early), [](task_group&) -> coro<void> {
            print("in the block");
            co_await aio::sleep(1);
            print("never printed");
        });
        print("cancelled before");

        try {
            co_await aio::with(task_group(), [](task_group& group) -> coro<void> {
                group.create_task([]() -> coro<void> {
                    try {
                        co_await aio::sleep(1);
                    } catch (const aio::cancelled_error&) {
                        throw aio::value_error("while it was cancelled");
                    }
                });
                co_await aio::sleep(0);
                group.cancel();
            });
        } catch (const aio::exception_group& e) {
            print(aio::repr(e.exceptions()));
        }
    };
    check_same(main, {R"py(
        class TaskGroup(asyncio.TaskGroup):
            cancel_on_enter = False
            async def __aenter__(self):
                await super().__aenter__()
                if self.cancel_on_enter:
                    self.cancel()
                return self
            async def __aexit__(self, *error):
                await super().__aexit__(*error)
                return True
            def cancel(self):
                if not self._entered:
                    self.cancel_on_enter = True
                elif not self._aborting and not (self._exiting and not self._tasks):
                    self._abort()
                    self._parent_cancel_requested = True
                    self._parent_task.cancel()
        async def give(value, delay):
            await asyncio.sleep(delay)
            print("give", value)
            return value
        async def cancel(group):
            group.cancel()
            await asyncio.sleep(1)
            print("never printed")
        async def fail():
            try:
                await asyncio.sleep(1)
            except asyncio.CancelledError:
                raise ValueError("while it was cancelled")
        async def main():
            async with TaskGroup() as group:
                group.create_task(give(1, 1))
                group.create_task(give(2, 3))
                await asyncio.sleep(2)
                group.cancel()
                group.cancel()
                print("cancelled")
                await asyncio.sleep(5)
                print("never printed")
            print("after", asyncio.current_task().cancelling())

            async with TaskGroup() as group:
                group.create_task(cancel(group))
                await asyncio.sleep(5)
                print("never printed")
            group.cancel()
            await asyncio.sleep(1)
            print("cancelled by a task")

            early = TaskGroup()
            early.cancel()
            async with early:
                print("in the block")
                await asyncio.sleep(1)
                print("never printed")
            print("cancelled before")

            try:
                async with TaskGroup() as group:
                    group.create_task(fail())
                    await asyncio.sleep(0)
                    group.cancel()
            except ExceptionGroup as e:
                print(list(e.exceptions))
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        1 step Task-2
        1 task=Task-2 give 1
        1 done Task-2
        2 step Task-1
        2 cancel Task-3
        2 cancel Task-1
        2 task=Task-1 cancelled
        2 step Task-3
        2 cancelled Task-3
        2 step Task-1
        2 step Task-1
        2 task=Task-1 after 0
        2 create Task-4
        2 step Task-4
        2 cancel Task-4
        2 cancel Task-1
        2 step Task-1
        2 step Task-4
        2 cancelled Task-4
        2 step Task-1
        3 step Task-1
        3 task=Task-1 cancelled by a task
        3 cancel Task-1
        3 task=Task-1 in the block
        3 step Task-1
        3 task=Task-1 cancelled before
        3 create Task-5
        3 step Task-5
        3 step Task-1
        3 cancel Task-5
        3 cancel Task-1
        3 step Task-5
        3 failed Task-5 ValueError
        3 step Task-1
        3 step Task-1
        3 task=Task-1 [ValueError('while it was cancelled')]
        3 done Task-1
    )"});
}

TEST_CASE("a cancellation from outside isn't lost while a cancelled group ends")
{
    CHECK(tests::output_of([]() -> coro<void> {
              try {
                  co_await aio::with(aio::timeout(0.5), [](aio::timeout_scope&) -> coro<void> {
                      co_await aio::with(task_group(), [](task_group& group) -> coro<void> {
                          group.create_task([]() -> coro<void> {
                              std::exception_ptr error;
                              try {
                                  co_await aio::sleep(100);
                              } catch (...) {
                                  error = std::current_exception();
                              }
                              co_await aio::sleep(1);
                              std::rethrow_exception(error);
                          });
                          co_await aio::sleep(0.1);
                          group.cancel();
                      });
                      print("never printed");
                  });
              } catch (const aio::timeout_error&) {
                  print("timed out at", aio::loop::running().time());
              }
          }) == "timed out at 1.1\n");
}
