#include "lessons/trace_json.hpp"

#include "lessons/values.hpp"
#include "trace/json.hpp"

namespace lessons {

std::string trace_json(const run& r, double until)
{
    const input& in = r.in();
    json::writer own;
    own.field("lesson", in.what->slug).field("seed", in.seed);
    own.key("parameters").begin_object();
    for (std::size_t i = 0; i != in.values.size(); ++i) {
        own.key(in.what->parameters[i].name);
        write(own, in.what->parameters[i], in.values[i]);
    }
    return trace::write(r.recorded(), {own.end_object().text(), until});
}

}  // namespace lessons
