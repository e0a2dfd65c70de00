// Customers of one account, kept in order by a lock, a semaphore, an event or a
// condition: the program of lesson.py, line for line, as coroutines on aio. Lock
// and semaphore are of different types, so what takes either is a template.
#include "aio/condition.hpp"
#include "aio/event.hpp"
#include "aio/gather.hpp"
#include "aio/lock.hpp"
#include "aio/print.hpp"
#include "aio/semaphore.hpp"
#include "aio/sleep.hpp"
#include "aio/with.hpp"
#include "lessons/locals.hpp"
#include "lessons/races/parameters.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace lessons::races {

namespace {
std::string customer(std::int64_t number)
{
    return "customer " + std::to_string(number) + ":";
}

/// The list that a comprehension over range(1, customers + 1) makes.
template <class Visit>
std::vector<aio::coro<>> for_each_customer(const parameters& p, Visit visit)
{
    std::vector<aio::coro<>> visits;
    for (std::int64_t n = 1; n <= p.customers; ++n) {
        visits.push_back(visit(n));
    }
    return visits;
}
}  // namespace

// listing
struct bank_account {
    std::int64_t balance = 0;
};

aio::coro<> pay_in(const parameters& p, std::int64_t number, bank_account& account) {  //: pay-in
    const auto seen = account.balance;
    locals here;  //-
    here.set("number", number);  //-
    here.watch("account.balance", account.balance);  //-
    here.set("seen", seen);  //-
    co_await aio::sleep(p.hold_time);  //: hold
    account.balance = seen + 1;
    aio::print(customer(number), "the balance is", seen + 1);
}

template <class Guard>
aio::coro<> pay_in_guarded(const parameters& p, std::int64_t number, bank_account& account, Guard guard) {  //: guarded
    locals here;  //-
    here.set("number", number);  //-
    here.watch("account.balance", account.balance);  //-
    auto body = [&] { return pay_in(p, number, account); };  //: await-pay-in
    co_await aio::with(guard, body);  //: guard
}

aio::coro<> when_open(const parameters& p, std::int64_t number, bank_account& account, aio::event opened) {  //: when-open
    locals here;  //-
    here.set("number", number);  //-
    here.watch("account.balance", account.balance);  //-
    co_await opened.wait();  //: wait-open
    co_await pay_in(p, number, account);  //: await-pay-in-open
}

aio::coro<> open_later(const parameters& p, aio::event opened) {  //: open-later
    co_await aio::sleep(p.hold_time);  //: closed
    aio::print("the bank opens");
    opened.set();
}

aio::coro<> take_out(std::int64_t number, bank_account& account, aio::condition changed) {  //: take-out
    locals here;  //-
    here.set("number", number);  //-
    here.watch("account.balance", account.balance);  //-
    auto body = [&]() -> aio::coro<> {
        while (account.balance == 0) {
            aio::print(customer(number), "nothing there");
            co_await changed.wait();  //: wait-changed
        }
        account.balance -= 1;
        aio::print(customer(number), "took 1");
    };
    co_await aio::with(changed, body);  //: enter-changed
}

aio::coro<> pay_in_each(const parameters& p, bank_account& account, aio::condition changed) {  //: pay-in-each
    auto body = [&] {
        account.balance += 1;
        changed.notify(p.notify_all ? static_cast<std::size_t>(p.customers) : 1);
    };
    locals here;  //-
    here.watch("account.balance", account.balance);  //-
    for (std::int64_t n = 1; n <= p.customers; ++n) {
        here.set("_", n - 1);  //-
        co_await aio::sleep(p.hold_time);  //: between
        co_await aio::with(changed, body);  //: enter-paying
    }
}

aio::coro<> main(const parameters& p) {  //: main
    bank_account account;
    locals here;  //-
    here.watch("account.balance", account.balance);  //-
    here.share("account.balance");  //-
    here.set_text("numbers", "range(1, " + std::to_string(p.customers + 1) + ")");  //-
    std::vector<aio::coro<>> visits;
    if (p.scene == "no lock") {
        visits = for_each_customer(p, [&](auto n) { return pay_in(p, n, account); });
    } else if (p.scene == "Lock") {
        aio::lock lock;
        visits = for_each_customer(p, [&](auto n) { return pay_in_guarded(p, n, account, lock); });
    } else if (p.scene == "Semaphore") {
        aio::semaphore semaphore(p.permits);
        visits = for_each_customer(p, [&](auto n) { return pay_in_guarded(p, n, account, semaphore); });
    } else if (p.scene == "Event") {
        aio::event opened;
        visits = for_each_customer(p, [&](auto n) { return when_open(p, n, account, opened); });
        visits.push_back(open_later(p, opened));
    } else {
        aio::condition changed;
        visits = for_each_customer(p, [&](auto n) { return take_out(n, account, changed); });
        visits.push_back(pay_in_each(p, account, changed));
    }
    co_await aio::gather(std::move(visits));  //: gather
    aio::print("balance at the end:", account.balance);
}
// end

}  // namespace lessons::races
