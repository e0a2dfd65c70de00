#include <doctest/doctest.h>

#include "lessons/catalogue.hpp"
#include "web/view/names.hpp"
#include "web/view/session.hpp"

namespace {

std::string names(const char* slug, bool fold = false)
{
    const web::session s(*lessons::find(slug));
    web::rows rows;
    web::row_choice choice;
    choice.fold = fold;
    rows.update(s.history(), s.now(), choice);
    std::string text;
    for (const web::row& r : rows.all()) {
        const web::row_name name = web::name_of(s.history(), r);
        text += name.first + (name.second.empty() ? "" : " (" + name.second + ")") + "; ";
    }
    return text;
}

}  // namespace

TEST_CASE("a row is named by what runs in it, and by the task's name second")
{
    CHECK(names("tasks") == "main (Task-1); say_after (Task-2); say_after (Task-3); ");
}

TEST_CASE("a name that the program has given comes first")
{
    CHECK(names("queues").substr(0, 54) == "main (Task-1); maker-1 (produce); maker-2 (produce); m");
}

TEST_CASE("a row of several tasks has one name")
{
    CHECK(names("tasks", true) == "main (Task-1); say_after ×2; ");
}

TEST_CASE("a name's tooltip says what runs in the task, and when it was created or will be")
{
    web::session s(*lessons::find("tasks"));
    web::rows rows;
    rows.update(s.history(), s.now(), {});
    CHECK(web::describe_row(s.history(), rows.all()[1], 1) ==
          "Task-2 runs say_after. It was created at 0.000 s.");
    CHECK(web::describe_row(s.history(), rows.all()[1], -1) ==
          "Task-2 will run say_after. It will be created at 0.000 s.");
}
