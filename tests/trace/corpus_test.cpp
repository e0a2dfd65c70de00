// Files, under the sanitizers: those that break a rule each, and what the fuzzer found worth keeping.
// Natively only, since as WebAssembly they are out of reach.

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include "../fuzz/exercise.hpp"
#include "format_of.hpp"

namespace {

std::filesystem::path in_tests(const char* path)
{
    return std::filesystem::path(TESTS) / path;
}

std::string text_of(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// The sentence of each file in tests/trace/files, by its name.
std::map<std::string, std::string> sentences()
{
    std::map<std::string, std::string> all;
    std::ifstream file(in_tests("trace/sentences.txt"));
    for (std::string line; std::getline(file, line);) {
        const std::size_t colon = line.find(": ");
        all[line.substr(0, colon)] = line.substr(colon + 2);
    }
    return all;
}

}  // namespace

TEST_CASE("each file that breaks a rule is refused with its sentence, in pieces too, and does no harm")
{
    auto expected = sentences();
    for (const auto& entry : std::filesystem::directory_iterator(in_tests("trace/files"))) {
        const std::string name = entry.path().stem().string();
        const std::string text = text_of(entry.path());
        CAPTURE(name);
        for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, SIZE_MAX}) {
            trace::log l;
            CHECK(tests::read(text, l, piece) == expected[name]);
        }
        tests::exercise(text);
        expected.erase(name);
    }
    CHECK(expected.empty());
}

TEST_CASE("no file of the fuzzer's corpus does any harm")
{
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(in_tests("fuzz/corpus"))) {
        tests::exercise(text_of(entry.path()));
        ++count;
    }
    CHECK(count > 50);
}
