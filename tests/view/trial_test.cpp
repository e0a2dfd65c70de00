// What a run that isn't shown tells.

#include "web/view/trial.hpp"

#include <doctest/doctest.h>

#include "scenes.hpp"
#include "web/view/address.hpp"

namespace {

std::string told(const char* values, const char* what_if, bool sleeps = false, std::size_t piece = 10'000)
{
    const web::session s(tests::ticker_lesson);
    web::trial t(s, values, 1, what_if);
    for (int i = 0; !t.go_on(100, piece); ++i) {
        REQUIRE(i < 1000);
    }
    return t.told(sleeps);
}

}  // namespace

TEST_CASE("a trial tells the first 200 of its sleeps, and how many more there are")
{
    const std::string many = told("0:0.1,1:210", "", true);
    CHECK(many.find("],\"more_sleeps\":10}") != std::string::npos);
}

TEST_CASE("a trial tells what its run prints, and which sleeps could take longer")
{
    CHECK(
        told("1:2", "", true) ==
        R"({"ended":true,"time":2.0,"printed":"tick 0\u000atick 1\u000a","error":"","message":"","deadlock":null,"reports":0,)"
        R"("report":"","sleeps":[[1,"Task-1",0.0,1,0],[1,"Task-1",1.0,3,0]],"more_sleeps":0})");
}

TEST_CASE("it has other parameters than the run that is shown, and something may be done to its tasks")
{
    CHECK(
        told("0:2,1:1", "delay-1-at-1-by-3") ==
        R"({"ended":true,"time":5.0,"printed":"tick 0\u000a","error":"","message":"","deadlock":null,"reports":0,"report":""})");
    CHECK(told("1:1", "raise-1-at-0.5-ValueError")
              .find(R"("error":"ValueError","message":"raised from outside")") != std::string::npos);
}

TEST_CASE("what a trial tells doesn't depend on the pieces in which it runs")
{
    CHECK(told("", "", true, 1) == told("", "", true));
}
