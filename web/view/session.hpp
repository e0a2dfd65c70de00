#pragma once
// What the learner does to a run: play, step, seek, turn a knob. The session holds one run that is laid out
// ahead of the playhead: events before the playhead have happened, events after it are the look-ahead. A run
// is a pure function of its settings, so going back only moves the playhead, and changing a parameter
// replaces the run with one for the new settings. The session lays a run out in pieces, so that no call takes
// long. Until the new run is ready, it shows the previous one. Panels see snapshots and call only this class.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "web/view/lookahead.hpp"
#include "web/view/subject.hpp"

namespace web {

class session {
public:
    explicit session(std::unique_ptr<const subject> what);
    explicit session(const lessons::lesson& what) : session(subject_of(what)) {}

    const subject& what() const noexcept { return *what_; }
    const trace::history& history() const noexcept { return run().history(); }
    /// The run that is shown: while the future is hidden, no more of it than has happened at the playhead.
    const lookahead& run() const noexcept { return seen_ ? *seen_ : *run_; }
    /// The run with its future, hidden or not: for the room that things take, and for what isn't shown.
    const lookahead& whole() const noexcept { return *run_; }
    /// Counts the runs shown so far. Use it to tell whether derived data belongs to the current run.
    std::size_t generation() const noexcept { return generation_; }
    /// The run that was pinned, or the one with the other value of the compared parameter; null if there's neither.
    const lookahead* beside() const noexcept { return seen_beside_ ? seen_beside_.get() : beside_.get(); }
    /// The same with its future.
    const lookahead* whole_beside() const noexcept { return beside_.get(); }
    /// That parameter's value in the run beside.
    double value_beside() const noexcept;
    /// The state at the playhead.
    const trace::snapshot& now() const noexcept { return now_; }

    /// The playhead, in seconds on the run's clock. Between two events it is later than `now().time`.
    double time() const noexcept { return time_; }
    /// The playhead as a number of events. Only this tells steps at the same instant apart.
    std::size_t position() const noexcept { return now_.position; }
    bool playing() const noexcept { return playing_; }
    double speed() const noexcept { return speed_; }
    std::uint32_t seed() const noexcept { return start_.seed; }
    /// The parameters' values at the playhead.
    std::vector<double> values() const;
    /// All settings: the parameters at the start, and changes made while the program ran.
    const lessons::settings& settings() const noexcept { return start_; }

    /// A run is being laid out; the playhead will move once that's far enough.
    bool laying_out() const noexcept { return goal_.is != goal::none; }
    /// Whether another frame would lay out more of the available events, or of what a view up to `time`
    /// shows. Events that are made elsewhere request a frame when they come.
    bool has_more(double time) const noexcept;
    /// The time up to which that run is laid out.
    double laid_out_to() const noexcept { return (next_ ? *next_ : *run_).horizon(); }
    /// The run is laid out to its end.
    bool complete() const noexcept { return run().complete(); }
    /// The run is longer than we keep; the rest is ignored.
    bool overflowed() const noexcept { return run_->overflowed(); }
    /// The time up to which the run is laid out.
    double horizon() const noexcept { return run().horizon(); }
    /// The playhead is at the end of the events so far, and more will arrive.
    bool waits() const noexcept { return run_->arriving() && position() == run_->history().size(); }
    /// The playhead moves by itself.
    bool moves() const noexcept
    {
        return playing_ && !waits() && !(run_->coming() && time_ >= run_->laid_out_to());
    }
    /// The playhead is at the end of the run.
    bool at_end() const noexcept
    {
        return (run_->complete() || overflowed()) && position() == run_->history().size();
    }

    /// Hides what comes after the playhead, and says so in these words; empty words show it again. `next` is the
    /// number of callbacks after which the reader is asked what runs next: there the ready queue is hidden too.
    void hide_future(std::string words, std::optional<std::size_t> next = std::nullopt);
    /// The reader wants to see it. So it is at the run's end, after which nothing is left to hide.
    void show_future();
    bool hides_future() const noexcept { return !hidden_.empty(); }
    const std::string& hidden() const noexcept { return hidden_; }
    /// Whether what runs next is hidden here.
    bool hides_next() const;
    /// The future was hidden and was shown since, and not because nothing hides it any more.
    bool shown_anyway() const noexcept { return shown_anyway_; }

    void play();
    /// Between two stops of an instant that is played slowly, goes to the later one.
    void pause();
    /// While playing, gives each callback a time of its own on the screen, in which the virtual time stands
    /// still.
    void set_slow(bool slow) noexcept { slow_ = slow; }
    bool slow() const noexcept { return slow_; }
    /// Moves to the next stop of the history, and pauses. A callback has two: the loop has taken it, and it
    /// has returned.
    void step();
    /// Goes back to the previous such place, and pauses.
    void step_back();
    /// Goes back to the start, with the parameters' values at the playhead.
    void restart();
    /// Goes to the end of the run, or `most` seconds ahead if it never ends.
    void to_end(double most = follows);
    /// It went that many seconds ahead, and the run isn't over.
    bool stopped_short() const noexcept { return stopped_short_; }
    /// Moves the playhead to `time` seconds, or to the end of a shorter run.
    void seek(double time);
    /// After a seek: moves the playhead back within that instant, to just after its first `step` stops (0:
    /// before all).
    void seek_step(std::size_t step);
    /// How many stops of its instant are behind the playhead; empty if it's at the end of the instant.
    std::optional<std::size_t> step_within() const;
    /// Nothing has run yet.
    bool at_start() const noexcept;
    /// Moves the playhead to a position, and pauses.
    void go(std::size_t position);
    /// The same, to where that many callbacks have run; if the run isn't laid out that far, as far as it is.
    void go_after(std::size_t callbacks);
    void set_speed(double speed) noexcept;
    void set_seed(std::uint32_t seed);
    /// Changes a parameter at the playhead. A live one takes effect from here on, and changes made later are
    /// dropped. At the end of the run it takes effect from the start, and the playhead goes to the new end. A
    /// parameter that restarts the program lays the run out again, and the playhead keeps its time.
    void set(std::size_t parameter, double value);
    /// Takes the last change of a setting, or of what was done to tasks, back, at the playhead's time. Changes
    /// of the same slider in a row are one.
    void undo();
    bool can_undo() const noexcept { return !undo_.empty(); }
    /// Replaces all settings, and goes to a position of the run that they make, and its time.
    void restore(lessons::settings settings, double time, std::size_t position);
    /// Goes to a position, and a time at which nothing more has happened.
    void restore_place(double time, std::size_t position) { head_for({goal::place, time, position}); }
    /// Replaces the changes made while the program ran, and goes to the start.
    void set_changes(std::vector<lessons::change> changes);

    /// Does something to a task at the playhead: `what` gets its moment. What was done or changed later is dropped.
    void intervene(lessons::intervention what);
    /// Replaces what is done to tasks, and goes to the start.
    void set_interventions(std::vector<lessons::intervention> all);
    /// Takes one of them back. The playhead keeps its time.
    void take_back(std::size_t intervention);
    /// Shows the run that these settings make beside the present one, whatever becomes of that.
    void pin(lessons::settings with);
    void unpin();
    /// Those settings, if a run is pinned.
    const std::optional<lessons::settings>& pinned() const noexcept { return pinned_; }

    /// Moves the playhead by `seconds` of real time if playing, and lays out another piece: ahead of the
    /// playhead, and up to `seen_to`, the end of what a view shows.
    void tick(double seconds, double seen_to = 0);

    static constexpr double follows = 60;  ///< seconds to follow a run without an end at once
    static constexpr double slowest = 0.1;
    static constexpr double fastest = 10;

private:
    /// Where the playhead should go once the run is laid out that far.
    struct goal {
        enum kind { none, start, moment, place, intervention, next_stop, end } is = none;
        double time = 0;
        std::size_t position = 0;  // or the number of the intervention
        std::optional<std::size_t> step = std::nullopt;  // of a moment: how many stops of its instant
    };

    void remember(std::size_t parameter);
    lookahead& wanted() noexcept { return next_ ? *next_ : *run_; }
    void replay(goal to);
    void head_for(goal to);
    bool reached(bool laid_out) noexcept;
    void arrive();
    void see();
    void look_ahead(double time);
    void move(std::size_t position);
    void flow(double time);
    void play_slowly(double seconds);
    bool inside_callback() const noexcept { return now_.callback.has_value(); }
    std::size_t moment() const;
    double start_time() const noexcept;
    std::size_t first_stop_at(double time) const;

    std::unique_ptr<const subject> what_;
    lessons::settings start_;
    std::optional<lessons::settings> pinned_;
    std::vector<lessons::settings> undo_;  // the settings before each change, the last at the end
    std::size_t changed_last_ = 0;         // the parameter; one more than there are for the seed
    std::unique_ptr<lookahead> run_;
    std::unique_ptr<lookahead> beside_;
    std::unique_ptr<lookahead> seen_;  // while the future is hidden: the two as far as they've happened
    std::unique_ptr<lookahead> seen_beside_;
    std::string hidden_;
    std::optional<std::size_t> asked_next_;
    bool shown_anyway_ = false;
    std::unique_ptr<lookahead> next_;  // replaces the run once it's laid out as far as the goal
    std::unique_ptr<lookahead> next_beside_;
    bool stopped_short_ = false;
    goal goal_;
    trace::snapshot now_;
    double time_ = 0;
    double speed_ = 1;
    double laid_out_ = 0;  // the time asked for so far
    bool playing_ = false;
    bool slow_ = false;
    double shown_ = 0;  // seconds of real time for which the position `shown_at_` has been shown
    std::size_t shown_at_ = 0;
    std::size_t generation_ = 0;
};

}  // namespace web
