#include "random_log.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <vector>

#include "trace/checker.hpp"

namespace tests {

namespace {

using trace::kind;

constexpr double starts[]{0, 0, 0, -5, 1e9, 1.7e9 + 0.123456, 9e11};
constexpr double paces[]{0, 1e-9, 1e-6, 1e-3, 0.1, 1, 1, 1, 60, 1e6};

std::string repeated(const std::string& text, std::size_t times)
{
    std::string all;
    for (std::size_t i = 0; i != times; ++i) {
        all += text;
    }
    return all;
}

/// A loop that is made up: it does what a loop does, in the order in which a loop does it.
class maker {
public:
    maker(dice& d, std::size_t events) : d_(d), most_(events)
    {
        log_.header.virtual_clock = !d.one_in(3);
        log_.header.title = any_text(d);
        constexpr double thresholds[]{0, 1e-6, 0.1, 0.1, 0.1, 1e3};
        log_.header.hold_threshold = d.of(thresholds);
        time_ = d.of(starts);
        pace_ = d.of(paces);
        busy_ = d.one_in(4) ? 2 : 12;
        most_tasks_ = 1 + d.below(d.one_in(4) ? 2000 : 30);
        for (std::size_t i = d.below(4) + 1; i != 0; --i) {
            names_.push_back(log_.intern(any_text(d)));
        }
    }

    trace::log make()
    {
        create(0);
        while (log_.size() < most_) {
            if (ready_.empty() && !wait_for_timer() && !go_on()) {
                break;
            }
            iterate();
        }
        if (ready_.empty() && timers_.empty()) {
            say(d_.one_in(2) ? kind::deadlock : kind::finished);
        } else if (d_.one_in(3)) {
            trace::event& e = say(kind::uncaught);
            e.text = name();
            e.other = name();
        }
        return std::move(log_);
    }

private:
    struct call {
        aio::callback_kind kind;
        std::uint32_t task;
        std::uint32_t number;
    };
    struct task {
        bool ended = false;
        bool running = false;
        bool queued = false;
    };
    struct timer {
        double when;
        std::uint32_t task;
    };
    struct resource {
        aio::resource_kind kind;
        std::deque<std::uint32_t> items;
        std::vector<std::uint32_t> waiters;
        std::uint32_t bytes[4]{};  // of a stream: written, sent, received, read
    };

    enum class doing { nothing, works, sleeps };

    std::uint32_t name()
    {
        return d_.one_in(8) ? log_.intern(any_text(d_)) : names_[d_.below(names_.size())];
    }

    trace::event& say(kind k)
    {
        if (!log_.header.virtual_clock) {
            time_ += pace_ * d_.share() * 1e-3;
        }
        trace::event e;
        e.time = std::min(time_, 1e12);
        time_ = e.time;
        e.by = running_.empty() ? 0 : running_.back();
        e.kind = k;
        return log_.append(e);
    }

    void queue(aio::callback_kind k, std::uint32_t of, std::uint32_t number)
    {
        trace::event& e = say(kind::queued);
        e.detail = static_cast<std::uint8_t>(k);
        e.task = of;
        e.subject = number;
        ready_.push_back({k, of, number});
    }

    void create(std::uint32_t by)
    {
        tasks_.emplace_back();
        const auto id = static_cast<std::uint32_t>(tasks_.size());
        trace::event& e = say(kind::task_created);
        e.task = id;
        e.by = by;
        e.text = name();
        e.other = name();
        e.line = static_cast<std::uint32_t>(d_.below(200));
        if (d_.one_in(10)) {
            step(id);  // eagerly
        } else {
            wake(id, aio::callback_kind::step);
        }
    }

    void wake(std::uint32_t id, aio::callback_kind how = aio::callback_kind::wakeup)
    {
        task& t = tasks_[id - 1];
        if (!t.ended && !t.queued && !t.running) {
            t.queued = true;
            queue(how, id, 0);
        }
    }

    void step(std::uint32_t id)
    {
        tasks_[id - 1].running = true;
        say(kind::task_stepped).task = id;
        running_.push_back(id);
        for (std::size_t i = d_.below(5); i != 0 && running_.size() < 5; --i) {
            act(id);
        }
        leave(id);
    }

    void leave(std::uint32_t id)
    {
        const bool ends = d_.one_in(busy_);
        auto waits = aio::wait_kind::turn;
        trace::event* e = nullptr;
        if (ends) {
            e = &say(kind::task_ended);
            e->detail = static_cast<std::uint8_t>(d_.below(3));
            e->text = e->detail == 2 ? name() : 0;
        } else {
            waits = static_cast<aio::wait_kind>(d_.below(9));
            std::uint32_t subject = 0;
            if (waits == aio::wait_kind::sleep) {
                subject = set_timer(id);
            } else if (waits == aio::wait_kind::task) {
                subject = any_task();
            } else if (waits == aio::wait_kind::resource && !resources_.empty()) {
                subject = static_cast<std::uint32_t>(d_.below(resources_.size())) + 1;
                trace::event& wait = say(kind::wait_began);
                wait.task = id;
                wait.subject = subject;
                wait.detail = 4;
                resources_[subject - 1].waiters.push_back(id);
            }
            e = &say(kind::task_suspended);
            e->detail = static_cast<std::uint8_t>(waits);
            e->subject = subject;
            e->value = 4;
            e->text = name();
            e->other = d_.one_in(3) ? name() : 0;
            e->line = static_cast<std::uint32_t>(d_.below(200));
        }
        e->task = id;
        if (!ends && d_.one_in(3)) {
            trace::event& told = say(kind::task_variables);
            told.task = id;
            told.text =
                log_.intern("n = " + std::to_string(d_.below(100)) + "\nname = '" + any_text(d_) + "'");
        }
        running_.pop_back();
        tasks_[id - 1].running = false;
        tasks_[id - 1].ended = ends;
        if (!ends) {
            await_several(id, waits);
        }
        if (!ends && d_.one_in(2)) {
            wake(id, aio::callback_kind::step);
        }
    }

    void await_several(std::uint32_t id, aio::wait_kind waits)
    {
        const bool several = waits == aio::wait_kind::gather || waits == aio::wait_kind::several ||
                             waits == aio::wait_kind::group;
        for (std::size_t i = several ? d_.below(d_.one_in(10) ? 300 : 5) : 0; i != 0; --i) {
            const bool task = !d_.one_in(5);
            trace::event& e = say(kind::task_awaits);
            e.task = id;
            e.detail = static_cast<std::uint8_t>(task ? aio::wait_kind::task : aio::wait_kind::future);
            e.subject = task ? any_task() : 0;
            e.value = d_.one_in(50) ? 3 : 0;
        }
    }

    // Of one that's there, or of the next one.
    void change_shared_value(std::uint32_t task)
    {
        const auto number = static_cast<std::uint32_t>(d_.below(std::min<std::size_t>(shared_, 3) + 1)) + 1;
        shared_ = std::max(shared_, number);
        trace::event& e = say(kind::shared_value);
        e.task = task;
        e.subject = number;
        e.text = log_.intern("value " + std::to_string(number));
        e.other = log_.intern(any_text(d_));
    }

    void act(std::uint32_t id)
    {
        if (d_.one_in(20)) {
            change_shared_value(id);
        }
        switch (d_.below(12)) {
        case 0:
        case 1:
            if (tasks_.size() < most_tasks_) {
                create(id);
            }
            break;
        case 2:
            say(kind::printed).text = log_.intern(any_text(d_) + (d_.one_in(4) ? "" : "\n"));
            break;
        case 3: {
            trace::event& e = say(kind::held);
            time_ = std::min(time_ + pace_ * d_.share(), 1e12);
            e.value = time_;
            say(kind::clock);
            break;
        }
        case 4: {
            resources_.push_back({static_cast<aio::resource_kind>(d_.below(10)), {}, {}});
            trace::event& e = say(kind::resource_made);
            e.subject = static_cast<std::uint32_t>(resources_.size());
            e.detail = static_cast<std::uint8_t>(resources_.back().kind);
            constexpr double limits[]{0, 1, 5, 1e9};
            e.value = resources_.back().kind == aio::resource_kind::condition ? 0 : d_.of(limits);
            break;
        }
        case 5:
        case 6:
            use();
            break;
        case 7:
            wake(any_task());
            break;
        case 8: {
            const std::uint32_t which = any_task();
            if (!tasks_[which - 1].ended) {
                say(kind::task_cancel).task = which;
            }
            break;
        }
        case 9: {
            trace::event& e = say(kind::task_renamed);
            e.task = any_task();
            e.text = name();
            break;
        }
        case 10:
            work(id);
            break;
        default:
            if (d_.one_in(2)) {
                trace::event& e = say(kind::reported);
                e.detail = static_cast<std::uint8_t>(d_.below(9));
                e.text = name();
            } else {
                queue(aio::callback_kind::callback, id, 0);
            }
        }
    }

    // A thread starts, or continues.
    void work(std::uint32_t id)
    {
        if (threads_.empty() || (threads_.size() < 50 && d_.one_in(4))) {
            threads_.push_back(doing::nothing);
            trace::event& e = say(kind::thread_started);
            e.subject = static_cast<std::uint32_t>(threads_.size());
            e.text = name();
            return;
        }
        const std::size_t which = d_.below(threads_.size());
        doing& now = threads_[which];
        const bool ends = now == doing::works && d_.one_in(2);
        trace::event& e = say(now == doing::nothing  ? kind::job_began
                              : now == doing::sleeps ? kind::job_woke
                              : ends                 ? kind::job_ended
                                                     : kind::job_slept);
        e.subject = static_cast<std::uint32_t>(which) + 1;
        e.task = e.kind == kind::job_began && d_.one_in(2) ? id : 0;
        e.text = ends || e.kind == kind::job_began ? name() : 0;
        e.detail = ends ? static_cast<std::uint8_t>(d_.below(2)) : 0;
        e.value = e.kind == kind::job_slept ? std::min(e.time + pace_ * d_.share(), 1e12) : 0;
        now = ends ? doing::nothing : e.kind == kind::job_slept ? doing::sleeps : doing::works;
    }

    void use()
    {
        if (resources_.empty()) {
            return;
        }
        const std::size_t which = d_.below(resources_.size());
        resource& r = resources_[which];
        if (r.kind == aio::resource_kind::stream) {
            pass(r, static_cast<std::uint32_t>(which) + 1);
            return;
        }
        trace::event e;
        e.kind = kind::resource_value;
        e.value = static_cast<double>(d_.below(4));
        if (!r.waiters.empty() && d_.one_in(2)) {
            e.kind = kind::wait_ended;
            e.task = r.waiters.back();
            e.detail = 4;
            r.waiters.pop_back();
        } else if (r.kind <= aio::resource_kind::priority_queue && d_.one_in(2)) {
            if (!r.items.empty() && d_.one_in(2)) {
                e.kind = kind::item_got;
                e.other = r.items.front();
                r.items.pop_front();
            } else {
                e.kind = kind::item_put;
                e.value = static_cast<double>(r.items.size());
                e.text = name();
                e.other = ++items_;
                r.items.push_back(items_);
            }
        } else if (d_.one_in(3)) {
            e.kind = kind::resource_held;
            e.task = any_task();
            e.detail = static_cast<std::uint8_t>(d_.below(2));
        }
        e.subject = static_cast<std::uint32_t>(which) + 1;
        trace::event& said = say(e.kind);
        e.time = said.time;
        e.by = said.by;
        said = e;
    }

    // A stream's bytes go on from one place to the next, all or some of them.
    void pass(resource& r, std::uint32_t which)
    {
        const std::size_t stage = d_.below(4);
        const std::uint32_t most =
            stage == 0 ? d_.one_in(3) ? 300'000 : 40 : r.bytes[stage - 1] - r.bytes[stage];
        if (most == 0) {
            return;
        }
        trace::event& e = say(static_cast<kind>(static_cast<std::size_t>(kind::bytes_written) + stage));
        e.subject = which;
        e.other = static_cast<std::uint32_t>(d_.below(most)) + 1;
        e.text = stage == 0 ? name() : 0;
        e.value = stage == 1 ? std::min(e.time + pace_ * d_.share(), 1e12) : 0;
        r.bytes[stage] += e.other;
    }

    std::uint32_t any_task() { return static_cast<std::uint32_t>(d_.below(tasks_.size())) + 1; }

    std::uint32_t set_timer(std::uint32_t id)
    {
        const bool never = d_.one_in(20);
        const double when =
            never ? std::numeric_limits<double>::infinity() : std::min(time_ + pace_ * d_.share(), 1e12);
        trace::event& e = say(kind::timer_set);
        e.task = id;
        e.subject = ++numbers_;
        e.value = when;
        e.detail = 1;
        timers_.emplace(numbers_, timer{when, id});
        return numbers_;
    }

    // Time moves to the next timer, which comes due. False if there is none.
    bool wait_for_timer()
    {
        auto next = timers_.end();
        for (auto t = timers_.begin(); t != timers_.end(); ++t) {
            if (t->second.when < 1e13 && (next == timers_.end() || t->second.when < next->second.when)) {
                next = t;
            }
        }
        if (next == timers_.end()) {
            return false;
        }
        time_ = std::max(time_, next->second.when);
        say(kind::clock);
        say(kind::timer_fired).subject = next->first;
        queue(aio::callback_kind::timer, next->second.task, next->first);
        timers_.erase(next);
        return true;
    }

    // Something from outside, a socket say, has a task go on, so that few logs end early.
    bool go_on()
    {
        const std::uint32_t id = any_task();
        if (d_.one_in(200)) {
            return false;
        }
        tasks_[id - 1].ended ? create(0) : wake(id);
        return true;
    }

    void iterate()
    {
        const std::size_t count = ready_.size();
        trace::event& e = say(kind::iteration);
        e.subject = ++iterations_;
        e.value = static_cast<double>(count);
        for (std::size_t i = 0; i != count; ++i) {
            const call c = ready_.front();
            ready_.pop_front();
            trace::event& began = say(kind::callback_began);
            began.detail = static_cast<std::uint8_t>(c.kind);
            began.task = c.task;
            began.subject = c.number;
            if (c.kind == aio::callback_kind::step || c.kind == aio::callback_kind::wakeup) {
                tasks_[c.task - 1].queued = false;
                step(c.task);
            } else if (c.task != 0) {
                wake(c.task);
            }
            say(kind::callback_ended);
            if (log_.size() > most_) {
                return;
            }
        }
        if (!d_.one_in(3)) {
            time_ = std::min(time_ + pace_ * d_.share() * 0.1, 1e12);
        }
    }

    dice& d_;
    std::size_t most_;
    trace::log log_;
    double time_ = 0;
    double pace_ = 1;
    std::size_t busy_ = 12;
    std::size_t most_tasks_ = 30;
    std::vector<std::uint32_t> names_;
    std::vector<task> tasks_;
    std::vector<std::uint32_t> running_;
    std::uint32_t shared_ = 0;  // how many shared values there are
    std::deque<call> ready_;
    std::map<std::uint32_t, timer> timers_;
    std::vector<resource> resources_;
    std::vector<doing> threads_;
    std::uint32_t numbers_ = 0;
    std::uint32_t items_ = 0;
    std::uint32_t iterations_ = 0;
};

}  // namespace

std::string any_text(dice& d)
{
    switch (d.below(12)) {
    case 0:
        return "";
    case 1:
        return repeated("x", 1 + d.below(d.one_in(10) ? 20'000 : 300));
    case 2:
        return "Задача-" + std::to_string(d.below(100));
    case 3:
        return repeated("日本語😀", 1 + d.below(20));
    case 4:
        return "two\nlines";
    case 5:
        return "##" + std::to_string(d.below(3)) + "###id";
    case 6:
        return "100 %s %n";
    default:
        return "worker-" + std::to_string(d.below(50));
    }
}

trace::log loop_log(dice& d, std::size_t events)
{
    trace::log whole = maker(d, events).make();
    if (!d.one_in(3) || whole.empty()) {
        return whole;
    }
    trace::log cut;
    cut.header = whole.header;
    const std::size_t end = d.below(whole.size());
    for (std::size_t i = 0; i != whole.texts(); ++i) {
        cut.intern(whole.text(static_cast<std::uint32_t>(i)));
    }
    for (std::size_t i = 0; i != end; ++i) {
        cut.append(whole[i]);
    }
    return cut;
}

trace::log wild_log(dice& d, std::size_t events)
{
    trace::log l;
    l.header.virtual_clock = d.one_in(2);
    constexpr double steps[]{0, 0, 0, 1e-9, 1e-3, 1, 1e5};
    for (std::size_t i = 0; i != 6; ++i) {
        l.intern(any_text(d));
    }
    trace::checker so_far;
    double time = d.of(starts);
    for (std::size_t tries = 0; l.size() < events && tries != 60 * events; ++tries) {
        trace::event e;
        e.time = std::min(time + d.of(steps), 1e12);
        e.kind = static_cast<kind>(d.below(trace::kind_count));
        const auto small = [&] { return static_cast<std::uint32_t>(d.below(d.one_in(2) ? 3 : 12)); };
        e.task = small();
        e.by = d.one_in(2) ? 0 : small();
        e.subject = small();
        e.text = static_cast<std::uint32_t>(d.below(l.texts()));
        e.other = static_cast<std::uint32_t>(d.below(l.texts()));
        e.line = small();
        e.detail = static_cast<std::uint8_t>(d.below(9));
        e.value = d.one_in(2) ? small() : e.time + d.of(steps);
        trace::checker next = so_far;
        if (next.next(l, e).empty()) {
            so_far = std::move(next);
            l.append(e);
            time = e.time;
        }
    }
    return l;
}

std::string checked(const trace::log& l)
{
    trace::checker c;
    for (const trace::event& e : l.events()) {
        if (std::string wrong = c.next(l, e); !wrong.empty()) {
            return wrong;
        }
    }
    return "";
}

}  // namespace tests
