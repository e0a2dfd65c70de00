#include "web/view/rows.hpp"

#include <algorithm>
#include <cctype>
#include <functional>
#include <limits>
#include <unordered_map>
#include <utility>

#include "json/filled.hpp"
#include "tasks.words.hpp"

namespace web {

namespace {

constexpr std::uint32_t every_state = ~0U;

char lower(char c)
{
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

bool contains(const std::string& name, const std::string& part)
{
    const auto same = [](char a, char b) { return lower(a) == lower(b); };
    return std::search(name.begin(), name.end(), part.begin(), part.end(), same) != name.end();
}

trace::task_state state_at(const trace::snapshot& now, std::uint32_t task)
{
    const trace::task_view* t = now.task(task);
    return t ? t->state : trace::task_state::ready;  // it hasn't been created yet
}

double end_of(const trace::lane& l)
{
    const bool ended = !l.segments.empty() && l.segments.back().state >= trace::task_state::done;
    return ended ? l.segments.back().from : std::numeric_limits<double>::infinity();
}

// Sorts by key; tasks with equal keys stay in order of their numbers. (A heap takes a tenth of the code of
// std::stable_sort.)
void sort_by(std::vector<std::uint32_t>& tasks, const std::function<double(std::uint32_t)>& key)
{
    std::vector<std::pair<double, std::uint32_t>> keyed;
    keyed.reserve(tasks.size());
    for (const std::uint32_t task : tasks) {
        keyed.emplace_back(key(task), task);
    }
    std::make_heap(keyed.begin(), keyed.end());
    std::sort_heap(keyed.begin(), keyed.end());
    for (std::size_t i = 0; i != tasks.size(); ++i) {
        tasks[i] = keyed[i].second;
    }
}

std::vector<std::uint32_t> chosen(const trace::history& h, const trace::snapshot& now, const row_choice& c)
{
    std::vector<std::uint32_t> tasks;
    for (const trace::lane& l : h.lanes()) {
        const bool in_state =
            c.states == every_state || ((c.states >> static_cast<unsigned>(state_at(now, l.task))) & 1U) != 0;
        const bool in_choice = c.only == 0 || c.only == l.task;
        if (in_choice && in_state && (c.filter.empty() || contains(h.events().text(l.name), c.filter))) {
            tasks.push_back(l.task);
        }
    }
    const auto lane = [&](std::uint32_t task) -> const trace::lane& { return h.lanes()[task - 1]; };
    if (c.order == row_order::end) {
        sort_by(tasks, [&](std::uint32_t task) { return end_of(lane(task)); });
    } else if (c.order == row_order::activity) {
        sort_by(tasks, [&](std::uint32_t task) { return -static_cast<double>(lane(task).segments.size()); });
    }
    return tasks;
}

}  // namespace

std::string label_of(const trace::history& h, const row& r)
{
    const trace::lane& l = h.lanes()[r.task - 1];
    if (r.group.empty()) {
        return h.events().text(l.name);
    }
    const std::string& name = h.events().text(l.function);
    return json::filled(words::folded, {name.empty() ? words::tasks : name, std::to_string(r.group.size())});
}

void rows::update(const trace::history& h, const trace::snapshot& now, const row_choice& choice,
                  std::size_t generation)
{
    // Only a filter by state depends on the playhead, and only some orders depend on what the tasks did.
    const std::size_t position = choice.states == every_state ? 0 : now.position;
    const bool by_name = choice.order == row_order::made && choice.filter.empty() && !choice.fold;
    const std::size_t size = by_name && choice.states == every_state ? 0 : h.size();
    if (of_ == &h && generation_ == generation && lanes_ == h.lanes().size() && size_ == size &&
        position_ == position && choice_ == choice) {
        return;
    }
    of_ = &h;
    generation_ = generation;
    lanes_ = h.lanes().size();
    size_ = size;
    position_ = position;
    choice_ = choice;
    const std::vector<std::uint32_t> tasks = chosen(h, now, choice);
    left_out_ = h.lanes().size() - tasks.size();
    all_.clear();
    if (choice.fold) {
        fold(h, choice, tasks);
        return;
    }
    all_.reserve(tasks.size());
    for (const std::uint32_t task : tasks) {
        all_.push_back({task, {}, {}, false, false});
    }
}

// Makes a row for each function, in the order of their first tasks.
void rows::fold(const trace::history& h, const row_choice& choice, const std::vector<std::uint32_t>& tasks)
{
    std::unordered_map<std::uint32_t, std::size_t> places;
    std::vector<row> groups;
    for (const std::uint32_t task : tasks) {
        const auto [place, fresh] = places.try_emplace(h.lanes()[task - 1].function, groups.size());
        if (fresh) {
            groups.emplace_back().task = task;
        }
        groups[place->second].group.push_back(task);
    }
    for (row& group : groups) {
        if (group.group.size() == 1) {
            all_.push_back({group.task, {}, {}, false, false});
            continue;
        }
        const std::string& name = h.events().text(h.lanes()[group.task - 1].function);
        group.folded = choice.open.find(name) == choice.open.end();
        const std::vector<std::uint32_t> members = group.folded ? std::vector<std::uint32_t>() : group.group;
        group.alive = std::make_shared<population>(h, group.group);
        all_.push_back(std::move(group));
        for (const std::uint32_t task : members) {
            all_.push_back({task, {}, {}, false, true});
        }
    }
}

population::population(const trace::history& h, const std::vector<std::uint32_t>& tasks)
{
    for (const std::uint32_t task : tasks) {
        const trace::lane& l = h.lanes()[task - 1];
        created_.push_back(l.created);
        if (!l.segments.empty() && l.segments.back().state >= trace::task_state::done) {
            ended_.push_back(l.segments.back().from);
        }
    }
    std::sort(created_.begin(), created_.end());
    std::sort(ended_.begin(), ended_.end());
    for (const double time : created_) {
        most_ = std::max(most_, at(time));
    }
}

std::size_t population::at(double time) const
{
    const auto up_to = [time](const std::vector<double>& all) {
        return static_cast<std::size_t>(std::upper_bound(all.begin(), all.end(), time) - all.begin());
    };
    return up_to(created_) - up_to(ended_);
}

std::vector<std::size_t> rows::listed(const trace::snapshot& now, std::size_t most) const
{
    std::vector<std::size_t> chosen;
    for (const bool alive : {true, false}) {
        for (std::size_t i = 0; i != all_.size() && chosen.size() < most; ++i) {
            const trace::task_view* t = now.task(all_[i].task);
            if ((t && !t->ended()) == alive) {
                chosen.push_back(i);
            }
        }
    }
    std::sort(chosen.begin(), chosen.end());
    return chosen;
}

}  // namespace web
