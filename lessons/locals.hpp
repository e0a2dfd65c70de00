#pragma once
// The variables of a lesson's coroutines, for the panel. C++ can't look into a suspended coroutine, so a
// lesson notes them itself, by lines that its listing leaves out: they end with `//-`. Whenever the task
// pauses, its innermost function's variables are recorded, as the Python tracer records them for lesson.py. Of
// those that lesson.py names in a comment `# watch: seen`, each change is recorded too. Tests hold one against
// the other.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "aio/str.hpp"
#include "trace/recorder.hpp"

namespace lessons {

class noting_recorder;

/// The variables of one call of a coroutine function, in CPython's order: parameters first, then as they're
/// bound. What's in them is data; tasks, queues, locks and objects of the program's own are shown elsewhere.
class locals {
public:
    explicit locals(const char* function = __builtin_FUNCTION());
    ~locals();
    locals(const locals&) = delete;
    locals& operator=(const locals&) = delete;

    /// Binds a variable to a value, which is kept as text.
    template <class T>
    void set(const char* name, const T& value)
    {
        set_text(name, aio::repr(value));
    }
    /// Binds a variable to a value of which we know how Python writes it.
    void set_text(const char* name, std::string text);
    /// Binds a variable that may change later: it's looked at whenever the task pauses. `value` must outlive this.
    template <class T>
    void watch(const char* name, const T& value)
    {
        look_at(name, &value, [](const void* at) { return aio::repr(*static_cast<const T*>(at)); });
    }
    /// The same for a set, which is shown sorted.
    template <class T>
    void watch_set(const char* name, const T& value)
    {
        look_at(name, &value, [](const void* at) {
            std::vector<std::string> elements;
            for (const auto& element : *static_cast<const T*>(at)) {
                elements.push_back(aio::repr(element));
            }
            return elements.empty() ? std::string("set()") : "{" + joined(elements) + "}";
        });
    }

    /// Says that tasks share the value of this variable, which is set or watched: whenever a callback has ended,
    /// it's looked at.
    void share(const char* name);

private:
    friend class noting_recorder;

    using look = std::string (*)(const void*);

    struct variable {
        const char* name = "";
        std::string text = {};
        const void* value = nullptr;
        look how = nullptr;  // null for a variable whose text is kept
        std::string now() const;
    };

    variable& place_of(const char* name);
    void look_at(const char* name, const void* value, look how);
    std::string text() const;
    /// As many of the elements as there's room for, as in the Python tracer.
    static std::string joined(const std::vector<std::string>& elements);

    const char* function_;
    std::uint32_t task_ = 0;
    noting_recorder* of_;
    std::vector<variable> variables_;
};

/// A recorder that also records the variables that lessons note.
class noting_recorder final : public trace::recorder {
public:
    explicit noting_recorder(trace::log& into) noexcept : recorder(into) {}

    void task_stepped(std::uint32_t task) noexcept override;
    void task_suspended(std::uint32_t task, const aio::suspension& where) noexcept override;
    void callback_began(const aio::callback_info& callback) noexcept override;
    void callback_ended() noexcept override;

    /// While it exists, the calls of coroutine functions in this thread note their variables here.
    class use {
    public:
        explicit use(noting_recorder& by) noexcept;
        ~use();
        use(const use&) = delete;
        use& operator=(const use&) = delete;

    private:
        noting_recorder* before_;
    };

    /// A pending task of the program that runs in this thread is destroyed.
    static void destroyed(std::uint32_t task) noexcept;

private:
    friend class locals;

    struct shared_variable {
        const locals* of = nullptr;  // null once that's gone
        const char* name = "";
        std::string text = {};  // as last told
        std::uint32_t number = 0;  // 0 if it hasn't been told
    };

    void look_at_shared(std::uint32_t task) noexcept;

    std::vector<shared_variable> shared_;
    std::uint32_t shared_told_ = 0;
    std::uint32_t resumed_ = 0;   // the task that the callback resumes; 0 for none
    std::uint32_t task_ = 0;      // that stepped last
    std::vector<locals*> calls_;  // of all tasks, in the order in which they began
};

}  // namespace lessons
