#include "web/view/program.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "json/writer.hpp"
#include "lessons/values.hpp"
#include "trace/packed.hpp"

namespace web {

namespace {
constexpr double nowhere = -std::numeric_limits<double>::infinity();
constexpr double stride = 20;  // seconds by which a run is extended, at least
}  // namespace

namespace {

// As python/interleave/interventions.py takes it.
void write(json::writer& out, const lessons::intervention& i)
{
    out.begin_object().field("what", lessons::name_of(i.what)).field("task", i.task);
    if (i.time) {
        out.field("at", *i.time);
    } else {
        out.field("after", static_cast<std::uint64_t>(i.after_callbacks));
    }
    if (i.what == lessons::deed::raise) {
        out.field("error", lessons::raisable[i.error]);
    }
    if (i.what == lessons::deed::delay) {
        out.field("seconds", i.seconds);
    }
    out.end_object();
}

void write(json::writer& out, std::span<const lessons::parameter_info> parameters, const lessons::settings& with)
{
    out.field("seed", with.seed).key("set").begin_object();
    for (std::size_t i = 0; i != parameters.size(); ++i) {
        out.key(parameters[i].name);
        lessons::write(out, parameters[i], with.values[i]);
    }
    out.end_object();
    out.key("changes").begin_array();
    for (const lessons::change& c : with.changes) {
        out.begin_object().field("after", static_cast<std::uint64_t>(c.after_callbacks));
        out.field("name", parameters[c.parameter].name).key("value");
        lessons::write(out, parameters[c.parameter], c.value);
        out.end_object();
    }
    out.end_array();
    if (!with.interventions.empty()) {
        out.key("interventions").begin_array();
        for (const lessons::intervention& i : with.interventions) {
            write(out, i);
        }
        out.end_array();
    }
}

}  // namespace

/// The open runs, by number. Each removes itself when it's destroyed.
struct errands::desk {
    std::vector<run*> open;
    std::uint32_t last = 0;

    run* find(std::uint32_t number) const;
};

class errands::run final : public trace::source {
public:
    run(std::shared_ptr<desk> at, std::span<const lessons::parameter_info> parameters, lessons::settings settings,
        std::string title)
        : number(++at->last), at_(std::move(at)), parameters_(parameters), settings_(std::move(settings))
    {
        log_.header.title = std::move(title);
        at_->open.push_back(this);
    }
    ~run() override { std::erase(at_->open, this); }
    run(const run&) = delete;
    run& operator=(const run&) = delete;

    const trace::log& recorded() const noexcept override { return log_; }
    bool ended() const noexcept override { return ended_; }
    bool arriving() const noexcept override { return waits_; }
    bool coming() const noexcept override { return !ended_ && !waits_ && told_ == wanted_ && reached_ < told_; }
    double reached() const noexcept override { return reached_; }
    bool advance(double time, std::size_t /*most*/) override
    {
        if (ended_ || time <= reached_) {
            return true;
        }
        if (time > wanted_ && !waits_) {
            // In growing strides, because the program runs from its start each time.
            const double further = reached_ == nowhere ? stride : std::max(2 * reached_, reached_ + stride);
            wanted_ = time < std::numeric_limits<double>::infinity() ? std::max(time, further) : further;
        }
        return false;
    }

    /// More of it is wanted than we've asked for.
    bool wants() const noexcept { return !ended_ && wanted_ > told_; }
    void tell(json::writer& out)
    {
        told_ = wanted_;
        out.begin_object().field("run", number).field("until", wanted_);
        write(out, parameters_, settings_);
        out.end_object();
    }

    const std::string& give(std::string_view texts, std::string_view events) { return reader_.feed(texts, events); }
    void come(double time, bool ended, int exit_code = 0)
    {
        exit_code_ = exit_code;
        reached_ = std::max(reached_, time);
        ended_ = ended;
        waits_ = false;
    }
    void wait(double time)
    {
        come(time, false);
        waits_ = true;
    }

    int exit_code() const noexcept { return exit_code_; }

    const std::uint32_t number;

private:
    std::shared_ptr<desk> at_;
    std::span<const lessons::parameter_info> parameters_;
    lessons::settings settings_;
    trace::log log_;
    trace::packed_reader reader_{log_};
    double wanted_ = nowhere;
    double told_ = nowhere;
    double reached_ = nowhere;
    int exit_code_ = 0;
    bool ended_ = false;
    bool waits_ = false;
};

errands::run* errands::desk::find(std::uint32_t number) const
{
    const auto found = std::find_if(open.begin(), open.end(), [number](const run* r) { return r->number == number; });
    return found == open.end() ? nullptr : *found;
}

errands::errands() : desk_(std::make_shared<desk>()) {}
errands::~errands() = default;

std::unique_ptr<trace::source> errands::open(std::span<const lessons::parameter_info> parameters,
                                             const lessons::settings& settings, std::string title)
{
    return std::make_unique<run>(desk_, parameters, settings, std::move(title));
}

std::string errands::take()
{
    json::writer out;
    out.begin_array();
    for (run* r : desk_->open) {
        if (r->wants()) {
            r->tell(out);
        }
    }
    return out.end_array().text();
}

std::string errands::give(std::uint32_t number, std::string_view texts, std::string_view events)
{
    run* const to = desk_->find(number);
    return to ? to->give(texts, events) : std::string();
}

void errands::reached(std::uint32_t number, double time, bool ended, int exit_code)
{
    if (run* const of = desk_->find(number)) {
        of->come(time, ended, exit_code);
    }
}

void errands::waits(std::uint32_t number, double time)
{
    if (run* const of = desk_->find(number)) {
        of->wait(time);
    }
}

int errands::exit_code(const trace::log& of) const
{
    const auto& open = desk_->open;
    const auto found = std::find_if(open.begin(), open.end(), [&of](const run* r) { return &r->recorded() == &of; });
    return found == open.end() ? 0 : (*found)->exit_code();
}

namespace {

class program_subject final : public subject {
public:
    program_subject(std::string title, std::vector<constant> constants, errands& at, bool compares)
        : title_(std::move(title)), constants_(std::move(constants)), at_(&at), compares_(compares)
    {
        for (const constant& c : constants_) {
            if (c.type == lessons::parameter_type::choice && !(c.fallback >= 0 && c.fallback < static_cast<double>(c.choices.size()))) {
                continue;  // the value isn't among the choices
            }
            choices_.emplace_back(c.choices.begin(), c.choices.end());
            parameters_.push_back({c.name, c.name, c.type, c.min, c.max, c.step, choices_.back(), c.fallback,
                                   c.unit, compares ? lessons::effect::restart : lessons::effect::live, c.help});
        }
    }

    std::string slug() const override { return "playground"; }
    std::string title() const override { return title_; }
    std::span<const lessons::parameter_info> parameters() const override { return parameters_; }
    std::optional<std::size_t> compare() const override
    {
        return compares_ ? std::optional<std::size_t>(0) : std::nullopt;
    }
    bool seeded() const override { return true; }
    int exit_code(const trace::log& of) const override { return at_->exit_code(of); }
    std::unique_ptr<trace::source> open(const lessons::settings& s) const override
    {
        return at_->open(parameters_, s, title_);
    }
    std::string errand(const lessons::settings& s) const override
    {
        json::writer out;
        out.begin_object();
        write(out, parameters_, s);
        return out.end_object().take();
    }

private:
    std::string title_;
    std::vector<constant> constants_;
    std::deque<std::vector<std::string_view>> choices_;
    std::vector<lessons::parameter_info> parameters_;
    errands* at_;
    bool compares_;
};

}  // namespace

std::unique_ptr<subject> subject_of(std::string title, std::vector<constant> constants, errands& at, bool compares)
{
    return std::make_unique<program_subject>(std::move(title), std::move(constants), at, compares);
}

}  // namespace web
