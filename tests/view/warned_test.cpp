// The warnings that the page is told: those up to the playhead, of the run that's shown.
#include "web/view/warned.hpp"

#include <doctest/doctest.h>

#include "scenes.hpp"

namespace {

web::session laid_out(std::string_view slug)
{
    web::session s(*lessons::find(slug));
    while (!s.complete()) {
        s.tick(0);
    }
    return s;
}

}  // namespace

TEST_CASE("nothing is said of a warning that's still to come")
{
    web::session s = laid_out("blocking");
    web::warned all;
    CHECK(all.of(s).all().size() == 1);
    CHECK(all.so_far(s) == 0);
    CHECK(all.json(s) == "[]");
    s.seek(0.5);
    CHECK(all.so_far(s) == 1);
    const std::string told = all.json(s);
    CHECK(told.find(R"("kind":"held","t":0)") == 2);
    CHECK(
        told.ends_with(R"("times":3,"text":"Task-2 held the loop for 1.000 s: nothing else could run."}])"));
}

TEST_CASE("a run with other settings has its own warnings")
{
    web::session s = laid_out("blocking");
    web::warned all;
    s.to_end();
    CHECK(all.so_far(s) == 1);
    const auto blocking = std::find_if(s.what().parameters().begin(), s.what().parameters().end(),
                                       [](const auto& p) { return p.name == "blocking"; });
    s.set(static_cast<std::size_t>(blocking - s.what().parameters().begin()), 0);
    while (s.laying_out() || !s.complete()) {
        s.tick(0);
    }
    CHECK(all.so_far(s) == 0);
}
