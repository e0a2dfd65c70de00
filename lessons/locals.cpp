#include "lessons/locals.hpp"

#include <algorithm>
#include <utility>

namespace lessons {

namespace {

thread_local noting_recorder* recorder_now = nullptr;  // set while a run advances

constexpr std::size_t longest = 80;  // bytes of a value, about as in the Python tracer

std::string shortened(std::string text)
{
    if (text.size() > longest) {
        text.resize(longest - 1);
        text += "…";
    }
    return text;
}

}  // namespace

locals::locals(const char* function) : function_(function), of_(recorder_now)
{
    if (of_) {
        task_ = of_->task_;
        of_->calls_.push_back(this);
    }
}

locals::~locals()
{
    if (of_) {
        auto& calls = of_->calls_;
        calls.erase(std::find(calls.rbegin(), calls.rend(), this).base() - 1);
        for (auto& s : of_->shared_) {
            s.of = s.of == this ? nullptr : s.of;
        }
    }
}

locals::variable& locals::place_of(const char* name)
{
    const auto place = std::find_if(variables_.begin(), variables_.end(),
                                    [name](const variable& v) { return std::string_view(v.name) == name; });
    return place != variables_.end() ? *place : variables_.emplace_back(variable{name});
}

void locals::set_text(const char* name, std::string text)
{
    variable& v = place_of(name);
    v.text = std::move(text);
    v.how = nullptr;
}

void locals::share(const char* name)
{
    if (of_) {
        of_->shared_.push_back({this, name});
    }
}

std::string locals::variable::now() const
{
    return shortened(how ? how(value) : text);
}

void locals::look_at(const char* name, const void* value, look how)
{
    variable& v = place_of(name);
    v.value = value;
    v.how = how;
}

std::string locals::joined(const std::vector<std::string>& elements)
{
    std::size_t room = 60;
    std::string all;
    for (std::size_t i = 0; i != elements.size(); ++i) {
        const std::size_t needed = elements[i].size() + 2;
        if (needed > room && i > 0) {
            return all + ", … " + std::to_string(elements.size() - i) + " more";
        }
        room -= std::min(room, needed);
        all += (i == 0 ? "" : ", ") + elements[i];
    }
    return all;
}

std::string locals::text() const
{
    std::string all;
    for (const variable& v : variables_) {
        all += (all.empty() ? "" : "\n") + std::string(v.name) + " = " + v.now();
    }
    return all;
}

void noting_recorder::task_stepped(std::uint32_t task) noexcept
{
    task_ = task;
    recorder::task_stepped(task);
}

void noting_recorder::task_suspended(std::uint32_t task, const aio::suspension& where) noexcept
{
    recorder::task_suspended(task, where);
    const auto call = std::find_if(calls_.rbegin(), calls_.rend(), [&](const locals* l) {
        return l->task_ == task && std::string_view(l->function_) == where.function;
    });
    if (call != calls_.rend()) {
        if (const std::string text = (*call)->text(); !text.empty()) {
            task_variables(task, text);
        }
    }
}

void noting_recorder::callback_began(const aio::callback_info& callback) noexcept
{
    look_at_shared(0);
    const bool resumes = callback.kind == aio::callback_kind::step || callback.kind == aio::callback_kind::wakeup;
    resumed_ = resumes ? callback.task : 0;
    recorder::callback_began(callback);
}

void noting_recorder::callback_ended() noexcept
{
    look_at_shared(resumed_);
    recorder::callback_ended();
}

void noting_recorder::look_at_shared(std::uint32_t task) noexcept
{
    for (shared_variable& s : shared_) {
        if (!s.of) {
            continue;
        }
        const auto& all = s.of->variables_;
        const auto found = std::find_if(all.begin(), all.end(),
                                        [&](const locals::variable& v) { return std::string_view(v.name) == s.name; });
        std::string text = found != all.end() ? found->now() : std::string();
        if (found != all.end() && (s.number == 0 || text != s.text)) {
            s.number = s.number == 0 ? ++shared_told_ : s.number;
            s.text = std::move(text);
            shared_value(s.number, task, s.name, s.text);
        }
    }
}

void noting_recorder::destroyed(std::uint32_t task) noexcept
{
    if (recorder_now) {
        recorder_now->task_destroyed(task);
    }
}

noting_recorder::use::use(noting_recorder& by) noexcept : before_(std::exchange(recorder_now, &by)) {}

noting_recorder::use::~use()
{
    recorder_now = before_;
}

}  // namespace lessons
