#pragma once
// What the learner does to a run: play, step, seek, turn a knob. The session holds one run that is laid out
// ahead of the playhead; what lies before the playhead has happened, what lies after it is the look-ahead.
// Since a run is a pure function of its input, going back only moves the playhead, and a parameter that is
// changed replaces the run by that of the new input. Panels see snapshots and call nothing here but this.

#include <cstdint>
#include <memory>
#include <vector>

#include "web/laid_out.hpp"

namespace web {

class session {
public:
    explicit session(const lessons::lesson& what);

    const lessons::lesson& what() const noexcept { return *start_.what; }
    const trace::history& history() const noexcept { return run_->history(); }
    /// The same with the other value of the parameter that the lesson compares; null where it compares none.
    const laid_out* beside() const noexcept { return beside_.get(); }
    /// The state at the playhead.
    const trace::snapshot& now() const noexcept { return now_; }

    /// The playhead, in virtual seconds. Between two events it lies further than `now().time`.
    double time() const noexcept { return time_; }
    /// The playhead as a number of events; steps at one instant differ in this alone.
    std::size_t position() const noexcept { return now_.position; }
    bool playing() const noexcept { return playing_; }
    double speed() const noexcept { return speed_; }
    std::uint32_t seed() const noexcept { return start_.seed; }
    /// The parameters as they are at the playhead.
    std::vector<double> values() const;

    /// The run is laid out to its end.
    bool complete() const noexcept { return run_->complete(); }
    /// The run is longer than what is kept of it, and is not followed further.
    bool overflowed() const noexcept { return run_->overflowed(); }
    /// The time up to which the run is laid out.
    double horizon() const noexcept { return run_->horizon(); }
    /// The playhead is at the end of the run.
    bool at_end() const noexcept { return complete() && position() == history().size(); }

    void play();
    void pause() noexcept { playing_ = false; }
    /// Goes on to the end of the next callback, and pauses.
    void step();
    /// Goes back to before the last callback, and pauses.
    void step_back();
    /// Back to the start, with the parameters as they are at the playhead.
    void restart();
    /// To the end of the run, or as far ahead as `most` seconds where it has none.
    void to_end(double most = 60);
    /// Moves the playhead to `time` seconds, or to the end of a shorter run.
    void seek(double time);
    void set_speed(double speed) noexcept;
    void set_seed(std::uint32_t seed);
    /// Changes a parameter at the playhead. A live one takes effect from here on, and what had been changed
    /// later is forgotten; a restarting one lays the run out anew, and the playhead keeps its time.
    void set(std::size_t parameter, double value);

    /// Moves the playhead by `seconds` of real time, if playing, and lays the run out ahead of it.
    void tick(double seconds);
    /// Lays the run out up to `time`, in pieces: one call works for a frame's budget at the most.
    void look_ahead(double time);

    static constexpr double slowest = 0.1;
    static constexpr double fastest = 10;

private:
    void lay_out(double time, std::size_t most);
    void replay();
    void move(std::size_t position);
    bool inside_callback() const noexcept { return now_.callback.has_value(); }
    std::size_t moment() const;

    lessons::input start_;
    std::unique_ptr<laid_out> run_;
    std::unique_ptr<laid_out> beside_;
    trace::snapshot now_;
    double time_ = 0;
    double speed_ = 1;
    double laid_out_ = 0;  // asked for so far
    bool playing_ = false;
};

}  // namespace web
