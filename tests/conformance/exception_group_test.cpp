#include "aio/exception_group.hpp"

#include "../core/trace_of.hpp"

using aio::coro;
using aio::print;
using tests::check_same;

namespace {

template <class E>
std::exception_ptr make(const char* message)
{
    return std::make_exception_ptr(E(message));
}

/// As the Python programs below write it: ExceptionGroup(a, [ValueError(x), ExceptionGroup(b, [TypeError(y)])]).
std::string shown(const std::exception_ptr& error)
{
    if (!error) {
        return "None";
    }
    try {
        std::rethrow_exception(error);
    } catch (const aio::base_exception_group& group) {
        std::string text;
        for (const std::exception_ptr& e : group.exceptions()) {
            text += (text.empty() ? "" : ", ") + shown(e);
        }
        return std::string(group.type_name()) + "(" + group.message() + ", [" + text + "])";
    } catch (...) {
        const aio::error_text text = aio::describe(error);
        return text.type + "(" + text.message + ")";
    }
}

}  // namespace

TEST_CASE("splitting goes into nested groups, and keeps their messages and their order")
{
    const auto main = []() -> coro<void> {
        const auto inner = aio::make_exception_group(
            "inner", {make<aio::value_error>("b"), make<aio::type_error>("c"), make<aio::value_error>("d")});
        const auto error =
            aio::make_exception_group("outer", {make<aio::value_error>("a"), inner, make<aio::runtime_error>("e")});
        print(shown(error));
        const auto values = aio::split<aio::value_error>(error);
        print(shown(values.matching));
        print(shown(values.rest));
        const auto several = aio::split<aio::type_error, aio::runtime_error>(error);
        print(shown(several.matching));
        print(shown(several.rest));
        const auto all = aio::split<aio::exception>(error);
        print(all.matching == error, shown(all.rest));
        const auto none = aio::split<aio::timeout_error>(error);
        print(shown(none.matching), shown(none.rest));
        co_return;
    };
    check_same(main, {R"py(
        def shown(e):
            if isinstance(e, BaseExceptionGroup):
                return f"{type(e).__name__}({e.message}, [{', '.join(map(shown, e.exceptions))}])"
            return "None" if e is None else f"{type(e).__name__}({e})"
        async def main():
            inner = ExceptionGroup("inner", [ValueError("b"), TypeError("c"), ValueError("d")])
            error = ExceptionGroup("outer", [ValueError("a"), inner, RuntimeError("e")])
            print(shown(error))
            matching, rest = error.split(ValueError)
            print(shown(matching))
            print(shown(rest))
            matching, rest = error.split((TypeError, RuntimeError))
            print(shown(matching))
            print(shown(rest))
            matching, rest = error.split(Exception)
            print(matching is error, shown(rest))
            matching, rest = error.split(TimeoutError)
            print(shown(matching), shown(rest))
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 ExceptionGroup(outer, [ValueError(a), ExceptionGroup(inner, [ValueError(b), TypeError(c), ValueError(d)]), RuntimeError(e)])
        0 task=Task-1 ExceptionGroup(outer, [ValueError(a), ExceptionGroup(inner, [ValueError(b), ValueError(d)])])
        0 task=Task-1 ExceptionGroup(outer, [ExceptionGroup(inner, [TypeError(c)]), RuntimeError(e)])
        0 task=Task-1 ExceptionGroup(outer, [ExceptionGroup(inner, [TypeError(c)]), RuntimeError(e)])
        0 task=Task-1 ExceptionGroup(outer, [ValueError(a), ExceptionGroup(inner, [ValueError(b), ValueError(d)])])
        0 task=Task-1 True None
        0 task=Task-1 None ExceptionGroup(outer, [ValueError(a), ExceptionGroup(inner, [ValueError(b), TypeError(c), ValueError(d)]), RuntimeError(e)])
        0 done Task-1
    )"});
}

TEST_CASE("a handler for groups gets a single exception as a group of one; the rest propagates")
{
    const auto main = []() -> coro<void> {
        std::exception_ptr error;
        try {
            throw aio::value_error("alone");
        } catch (...) {
            error = std::current_exception();
        }
        const auto [taken, rest] = aio::except_group<aio::value_error>(error);
        print(shown(taken), shown(rest));
        print(aio::describe(taken).message);
        const auto mixed = aio::make_exception_group("mixed", {error, make<aio::type_error>("other")});
        try {
            const auto [values, others] = aio::except_group<aio::value_error>(mixed);
            print(shown(values));
            std::rethrow_exception(others);
        } catch (const aio::exception_group& e) {
            print(e.what());
        }
        co_return;
    };
    check_same(main, {R"py(
        def shown(e):
            if isinstance(e, BaseExceptionGroup):
                return f"{type(e).__name__}({e.message}, [{', '.join(map(shown, e.exceptions))}])"
            return "None" if e is None else f"{type(e).__name__}({e})"
        async def main():
            try:
                raise ValueError("alone")
            except* ValueError as taken:
                print(shown(taken), shown(None))
                print(taken)
                error = taken.exceptions[0]
            try:
                try:
                    raise ExceptionGroup("mixed", [error, TypeError("other")])
                except* ValueError as values:
                    print(shown(values))
            except ExceptionGroup as e:
                print(e)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 ExceptionGroup(, [ValueError(alone)]) None
        0 task=Task-1  (1 sub-exception)
        0 task=Task-1 ExceptionGroup(mixed, [ValueError(alone)])
        0 task=Task-1 mixed (1 sub-exception)
        0 done Task-1
    )"});
}

TEST_CASE("a group with a cancellation isn't an Exception, but what is split off may be one")
{
    const auto main = []() -> coro<void> {
        const auto error = aio::make_exception_group(
            "both", {std::make_exception_ptr(aio::cancelled_error("c")), make<aio::value_error>("v")});
        print(shown(error), aio::is<aio::exception>(error));
        const auto [cancelled, rest] = aio::split<aio::cancelled_error>(error);
        print(shown(cancelled), shown(rest), aio::is<aio::exception>(rest));
        try {
            throw aio::exception_group("wrong", {std::make_exception_ptr(aio::cancelled_error())});
        } catch (const aio::type_error& e) {
            print(e.what());
        }
        try {
            throw aio::exception_group("empty", {});
        } catch (const aio::value_error& e) {
            print(e.what());
        }
        co_return;
    };
    check_same(main, {R"py(
        def shown(e):
            if isinstance(e, BaseExceptionGroup):
                return f"{type(e).__name__}({e.message}, [{', '.join(map(shown, e.exceptions))}])"
            return "None" if e is None else f"{type(e).__name__}({e})"
        async def main():
            error = BaseExceptionGroup("both", [asyncio.CancelledError("c"), ValueError("v")])
            print(shown(error), isinstance(error, Exception))
            cancelled, rest = error.split(asyncio.CancelledError)
            print(shown(cancelled), shown(rest), isinstance(rest, Exception))
            try:
                raise ExceptionGroup("wrong", [asyncio.CancelledError()])
            except TypeError as e:
                print(e)
            try:
                raise ExceptionGroup("empty", [])
            except ValueError as e:
                print(e)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 BaseExceptionGroup(both, [CancelledError(c), ValueError(v)]) False
        0 task=Task-1 BaseExceptionGroup(both, [CancelledError(c)]) ExceptionGroup(both, [ValueError(v)]) True
        0 task=Task-1 Cannot nest BaseExceptions in an ExceptionGroup
        0 task=Task-1 second argument (exceptions) must be a non-empty sequence
        0 done Task-1
    )"});
}
