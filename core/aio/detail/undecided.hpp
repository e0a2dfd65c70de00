#pragma once
// What every await_ready answers with. Where the compiler can see that an await always suspends, it knows
// that in the coroutine's resume function the code after it is entered from outside only. With clang 14 for
// WebAssembly, an await in a try in a loop then throws past its catch: the loop has a landing pad
// for an entry, which the pass that mends irreducible loops does not understand.

namespace aio::detail {

/// `ready`, but the compiler does not know which it is. Costs nothing at run time.
inline bool undecided(bool ready) noexcept
{
    asm("" : "+r"(ready));
    return ready;
}

}  // namespace aio::detail
