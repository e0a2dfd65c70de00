// What the fuzzer found worth keeping, and the files that break a rule each, under the sanitizers: natively
// only, since as WebAssembly the files are out of reach.

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "../fuzz/exercise.hpp"

TEST_CASE("no file of the fuzzer's corpus, and none that breaks a rule, does any harm")
{
    for (const char* const folder : {"fuzz/corpus", "trace/files"}) {
        std::size_t count = 0;
        for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(TESTS) / folder)) {
            std::ifstream file(entry.path(), std::ios::binary);
            const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
            tests::exercise(text);
            ++count;
        }
        CHECK(count > 50);
    }
}
