#pragma once
// Finds what breaks a program: runs it with other delays, until a run fails, and then takes back everything that
// isn't needed for that. The delays are the parameters that are seconds, each within its range, and each sleep
// of the present run, which may take longer. First each of them is changed by itself, then several at random.
// The search goes on in pieces, so that no call takes long.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "web/view/subject.hpp"

namespace web {

/// What the reader wants of every run, besides that it ends, and without an error.
struct wish {
    enum class kind { nothing, contains, lacks, last_line } is = kind::nothing;
    std::string text = {};  ///< to be in the output, or not, or to be its last line
};

class search {
public:
    /// From the run with the settings `from`. A sleep may take up to `longer` seconds longer. The subject must
    /// outlive it.
    search(const subject& what, lessons::settings from, wish w, double longer);

    /// Tries more runs, for about `events` events.
    void go_on(std::size_t events);
    /// Whether it has ended: a failure was found, or all was tried.
    bool over() const noexcept { return stage_ == stage::over; }
    std::size_t tried() const noexcept { return tried_; }
    /// Why the run of the settings found, or already the one from which it started, fails; empty if none does.
    const std::string& failure() const noexcept { return failure_; }
    /// The settings with which it fails. Nothing if there are none, or if these are the first ones.
    const std::optional<lessons::settings>& found() const noexcept { return found_; }
    /// What was changed for that: 'pause is 2.0 s', 'Task-3, asleep at 1.0 s, sleeps 0.5 s longer'.
    std::vector<std::string> changes() const;

    static constexpr std::size_t most_runs = 5000;

private:
    /// Something that can be changed: a parameter, the seed, or a sleep.
    struct knob {
        enum class kind { parameter, seed, sleep } is;
        std::size_t index = 0;           // of the parameter
        std::vector<double> values = {};  // to be tried, the roundest first
        lessons::intervention delay = {};
        std::size_t before = 0;  // how many interventions of the first run come before it
        std::string words = {};  // of a sleep
    };
    struct turn {
        std::size_t knob;
        double value;
    };
    using turns = std::vector<turn>;  // in the order of their knobs
    struct trial {
        turns what;
        std::unique_ptr<trace::source> run;
    };
    enum class stage { first, singles, several, dropping, rounding, over };

    void make_knobs(const trace::log& l);
    lessons::settings settings_of(const turns& t) const;
    std::optional<turns> next();
    std::optional<turns> next_single();
    turns next_several();
    std::optional<turns> next_drop();
    std::optional<turns> next_round();
    void start(turns t);
    bool ended(trial& t, std::size_t& events);
    void judge(const trial& t);
    std::string fault(const trace::log& l, bool ended) const;
    double random() noexcept;
    std::string in_words(const turn& t) const;

    const subject* what_;
    lessons::settings from_;
    wish wish_;
    double longer_;
    stage stage_ = stage::first;
    double limit_ = 600;  // seconds of a run's clock
    std::size_t reports_ = 0;  // of the first run
    std::vector<knob> knobs_;
    std::vector<trial> trials_;  // under way, in their order
    std::size_t place_ = 0;      // in the present stage
    std::size_t value_ = 0;
    turns best_;  // fails
    std::size_t tried_ = 0;
    std::uint32_t state_ = 1;
    std::string failure_;
    std::optional<lessons::settings> found_;
};

}  // namespace web
