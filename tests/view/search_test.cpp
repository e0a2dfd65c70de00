// Finding what breaks a program.

#include "web/view/search.hpp"

#include <doctest/doctest.h>

#include "aio/gather.hpp"
#include "aio/lock.hpp"
#include "lessons/run.hpp"
#include "lessons/values.hpp"
#include "scenes.hpp"
#include "trace/records.hpp"

namespace {

using web::search;
using web::wish;

/// Two customers pay into an account, one after the other, so that no update is lost.
class account final : public lessons::program {
public:
    void set(std::size_t index, double value) override { holds_[index] = value; }
    aio::coro<void> main() override { return run(*this); }

private:
    static aio::coro<void> pay_in(account& a, std::size_t number, double comes)
    {
        co_await aio::sleep(comes);
        const int seen = a.balance_;
        co_await aio::sleep(a.holds_[number]);
        a.balance_ = seen + 1;
    }
    static aio::coro<void> run(account& a)
    {
        co_await aio::gather(pay_in(a, 0, 0.5), pay_in(a, 1, 2));
        aio::print("balance:", a.balance_);
    }

    std::array<double, 2> holds_{0.2, 0.2};
    int balance_ = 0;
};

/// Three philosophers, who come to the table one after the other.
class table final : public lessons::program {
public:
    void set(std::size_t, double) override {}
    aio::coro<void> main() override { return run(); }

private:
    static aio::coro<void> dine(std::vector<aio::lock>& forks, std::size_t seat)
    {
        co_await aio::sleep(static_cast<double>(seat) * 3);
        aio::lock& first = forks[seat];
        aio::lock& second = forks[(seat + 1) % forks.size()];
        co_await first.acquire();
        co_await aio::sleep(1);
        co_await second.acquire();
        co_await aio::sleep(1);
        second.release();
        first.release();
    }
    static aio::coro<void> run()
    {
        std::vector<aio::lock> forks(3);
        co_await aio::gather(dine(forks, 0), dine(forks, 1), dine(forks, 2));
    }
};

constexpr std::array<lessons::parameter_info, 2> holds{{
    {"hold_1", "hold 1", lessons::parameter_type::number, 0, 4, 0.1, {}, 0.2, "s", lessons::effect::live, ""},
    {"hold_2", "hold 2", lessons::parameter_type::number, 0, 4, 0.1, {}, 0.2, "s", lessons::effect::live, ""},
}};
const lessons::lesson account_lesson{1, "account", "Account", "", holds,
                                     []() -> std::unique_ptr<lessons::program> { return std::make_unique<account>(); }};
const lessons::lesson table_lesson{2, "table", "Table", "", {},
                                   []() -> std::unique_ptr<lessons::program> { return std::make_unique<table>(); }};

search searched(const web::subject& what, const lessons::lesson& l, wish w, double longer, std::size_t piece = 10'000)
{
    search s(what, {lessons::defaults(l)}, std::move(w), longer);
    for (int i = 0; !s.over(); ++i) {
        s.go_on(piece);
        REQUIRE(i < 1'000'000);
    }
    return s;
}

std::string output(const lessons::lesson& l, const lessons::settings& s)
{
    lessons::run r({&l, s.values, s.seed, s.changes, s.interventions});
    r.advance(1e6);
    return trace::record_writer({}).next(r.recorded());
}

}  // namespace

TEST_CASE("a lost update is found, and shrunk to one delay")
{
    const auto what = web::subject_of(account_lesson);
    const search s = searched(*what, account_lesson, {wish::kind::last_line}, 0);
    CHECK(s.failure() == "The last line is ‘balance: 1’.");
    REQUIRE(s.found());
    CHECK(s.changes() == std::vector<std::string>{"hold 1 is 2.2 s instead of 0.2 s"});
    CHECK(s.found()->values == std::vector{2.2, 0.2});
    CHECK(output(account_lesson, *s.found()).find("balance: 1") != std::string::npos);
}

TEST_CASE("without parameters it's a sleep that takes longer")
{
    lessons::lesson fixed = account_lesson;
    fixed.parameters = {};
    const auto what = web::subject_of(fixed);
    const search s = searched(*what, fixed, {wish::kind::contains, "balance: 2"}, 5);
    CHECK(s.failure() == "The output doesn’t contain ‘balance: 2’.");
    CHECK(s.changes() == std::vector<std::string>{"Task-2, which falls asleep at 0.5 s, sleeps 2.0 s longer"});
    REQUIRE(s.found());
    CHECK(output(fixed, *s.found()).find("balance: 1") != std::string::npos);
}

TEST_CASE("the deadlock of philosophers is found, with the fewest delays that lead to it")
{
    const auto what = web::subject_of(table_lesson);
    const search s = searched(*what, table_lesson, {}, 10);
    CHECK(s.failure().find("no task can run any more: it hangs.") != std::string::npos);
    REQUIRE(s.found());
    CHECK(s.changes().size() == 2);
    CHECK(output(table_lesson, *s.found()).find("deadlock") != std::string::npos);
}

TEST_CASE("what can't be broken is said to be so after all was tried")
{
    const auto what = web::subject_of(tests::ticker_lesson);
    const search s = searched(*what, tests::ticker_lesson, {wish::kind::contains, "tick"}, 1);
    CHECK(s.failure() == "");
    CHECK_FALSE(s.found());
    CHECK(s.tried() > 100);
}

TEST_CASE("a run that fails already needs no search")
{
    const auto what = web::subject_of(tests::ticker_lesson);
    const search s = searched(*what, tests::ticker_lesson, {wish::kind::lacks, "tick 3"}, 1);
    CHECK(s.failure() == "The output contains ‘tick 3’.");
    CHECK_FALSE(s.found());
    CHECK(s.tried() == 1);
}

TEST_CASE("what is found doesn't depend on how the search is cut into pieces")
{
    const auto what = web::subject_of(table_lesson);
    const search whole = searched(*what, table_lesson, {}, 10, 1'000'000);
    const search pieces = searched(*what, table_lesson, {}, 10, 7);
    CHECK(whole.found() == pieces.found());
    CHECK(whole.tried() == pieces.tried());
}
