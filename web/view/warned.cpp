#include "web/view/warned.hpp"

#include <algorithm>

#include "json/writer.hpp"
#include "trace/names.hpp"
#include "trace/warning_text.hpp"

namespace web {

const trace::warnings& warned::of(const session& s)
{
    if (of_ != &s.history() || generation_ != s.generation()) {
        of_ = &s.history();
        generation_ = s.generation();
        found_.emplace(*of_);
    }
    found_->follow();
    return *found_;
}

std::size_t warned::so_far(const session& s)
{
    const auto& all = of(s).all();
    return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [&](const trace::warning& w) {
        return w.position <= s.position();
    }));
}

std::size_t warned::more(const session& s)
{
    return so_far(s) == of(s).all().size() ? of(s).left_out() : 0;
}

std::string warned::json(const session& s)
{
    const trace::history& h = s.history();
    json::writer out;
    out.begin_array();
    for (const trace::warning& w : of(s).all()) {
        if (w.position > s.position()) {
            continue;
        }
        out.begin_object().field("kind", trace::name(w.is)).field("t", w.time).field("position", w.position);
        out.field("task", w.task == 0 ? "" : trace::name_of_task(h, w.task)).field("line", w.line);
        out.field("file", h.events().text(w.file)).field("times", w.times);
        out.field("text", trace::sentence(h, w)).end_object();
    }
    return out.end_array().take();
}

}  // namespace web
