// Customers of one account, kept in order by a lock, a semaphore, an event or a
// condition: the program of lesson.py, line for line, as coroutines on aio. What
// they share is of four types in C++, so it's in a struct with a place for each.
#include "aio/condition.hpp"
#include "aio/event.hpp"
#include "aio/lock.hpp"
#include "aio/print.hpp"
#include "aio/semaphore.hpp"
#include "aio/sleep.hpp"
#include "aio/task.hpp"
#include "aio/task_group.hpp"
#include "aio/with.hpp"
#include "lessons/locals.hpp"
#include "lessons/races/parameters.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace lessons::races {

namespace {
std::string customer(std::int64_t number)
{
    return "customer " + std::to_string(number) + ":";
}
}  // namespace

// listing
struct bank_account {
    std::int64_t balance = 0;
};

struct shared_things {
    std::optional<aio::lock> lock;
    std::optional<aio::semaphore> semaphore;
    std::optional<aio::event> opened;
    std::optional<aio::condition> changed;
};

aio::coro<> pay_in(const parameters& p, std::int64_t number, bank_account& account) {  //: pay-in
    const auto seen = account.balance;
    locals here;  //-
    here.set("number", number);  //-
    here.watch("account.balance", account.balance);  //-
    here.set("seen", seen);  //-
    co_await aio::sleep(p.hold_time);  //: hold
    account.balance = seen + 10;
    aio::print(customer(number), "the balance is", account.balance);
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
        account.balance -= 10;
        aio::print(customer(number), "took 10");
    };
    co_await aio::with(changed, body);  //: changed
}

aio::coro<> pay_wages(const parameters& p, bank_account& account, aio::condition changed) {  //: pay-wages
    auto body = [&] {
        account.balance += 10;
        changed.notify(p.notify_all ? static_cast<std::size_t>(p.customers) : 1);
    };
    locals here;  //-
    here.watch("account.balance", account.balance);  //-
    for (std::int64_t n = 0; n < p.customers; ++n) {
        here.set("_", n);  //-
        co_await aio::sleep(2.5);  //: month
        co_await aio::with(changed, body);  //: paying
    }
}

aio::coro<> visit(const parameters& p, std::int64_t number, bank_account& account, shared_things& shared) {  //: visit
    locals here;  //-
    here.set("number", number);  //-
    here.watch("account.balance", account.balance);  //-
    if (p.scene == "no lock") here.set_text("shared", "None");  //-
    co_await aio::sleep(static_cast<double>(number));  //: arrive
    if (p.scene == "no lock") {
        co_await pay_in(p, number, account);  //: pay-freely
    } else if (p.scene == "Event") {
        co_await shared.opened->wait();  //: wait-open
        co_await pay_in(p, number, account);  //: pay-when-open
    } else if (p.scene == "Condition") {
        co_await take_out(number, account, *shared.changed);  //: await-take-out
    } else {
        auto body = [&] { return pay_in(p, number, account); };  //: pay-guarded
        co_await (shared.lock ? aio::with(*shared.lock, body) : aio::with(*shared.semaphore, body));  //: guard
    }
}

aio::coro<> main(const parameters& p) {  //: main
    bank_account account;
    shared_things shared;
    if (p.scene == "Lock") {
        shared.lock.emplace();
    } else if (p.scene == "Semaphore") {
        shared.semaphore.emplace(p.permits);
    } else if (p.scene == "Event") {
        shared.opened.emplace();
    } else if (p.scene == "Condition") {
        shared.changed.emplace();
    }
    locals here;  //-
    here.watch("account.balance", account.balance);  //-
    here.share("account.balance");  //-
    if (p.scene == "no lock") here.set_text("shared", "None");  //-
    auto body = [&](aio::task_group& group) -> aio::coro<> {
        for (std::int64_t number = 1; number <= p.customers; ++number) {
            here.set("number", number);  //-
            group.create_task(visit(p, number, account, shared), "customer-" + std::to_string(number));
        }
        if (p.scene == "Event") {
            co_await aio::sleep(2.5);  //: closed
            aio::print("the bank opens");
            shared.opened->set();
        } else if (p.scene == "Condition") {
            co_await pay_wages(p, account, *shared.changed);  //: await-wages
        }
    };
    co_await aio::with(aio::task_group(), body);  //: group
    aio::print("balance at the end:", account.balance);
}
// end

}  // namespace lessons::races
