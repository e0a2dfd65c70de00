#include "lessons/trace_json.hpp"

#include "lessons/values.hpp"
#include "trace/json.hpp"

namespace lessons {

std::string trace_json(const run& r)
{
    const input& in = r.in();
    json::writer out;
    out.begin_object();
    trace::write_header(out, r.recorded().header);
    out.field("lesson", in.what->slug).field("seed", in.seed);
    out.key("parameters").begin_object();
    for (std::size_t i = 0; i != in.values.size(); ++i) {
        out.key(in.what->parameters[i].name);
        write(out, in.what->parameters[i], in.values[i]);
    }
    out.end_object().field("ended", r.ended()).field("end", r.time()).key("events").begin_array();
    for (const trace::event& e : r.recorded().events()) {
        trace::write(out.line(), e, r.recorded());
    }
    return out.line().end_array().end_object().text();
}

}  // namespace lessons
