// C's strtod and sscanf, for the page alone. libc's would be 18 KB of code that each visitor loads, although
// JavaScript reads numbers too: rarely used here, since json::number reads the short ones by itself. Numbers are
// decimal here, without infinities and NaN. Of what Dear ImGui scans, its backend alone comes to it: '#version %d'.

#include <emscripten.h>
#include <locale.h>

#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>

extern "C" {

// The number that `text` begins with, and how long it is; 0 and 0 if there's none.
EM_JS(double, interleave_read_number, (const char* text, int* length), {
    var found = /^ *[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)(e[-+]?[0-9]+)?/i.exec(UTF8ToString(text));
    HEAP32[length >> 2] = found ? found[0].length : 0;
    return found ? Number(found[0]) : 0;
});

double strtod(const char* text, char** end)
{
    int length = 0;
    const double value = interleave_read_number(text, &length);
    if (end != nullptr) {
        *end = const_cast<char*>(text) + length;
    }
    return value;
}

// The rest of what libc has in the file of strtod: with one of them missing, it would bring that file.

float strtof(const char* text, char** end)
{
    return static_cast<float>(strtod(text, end));
}

long double strtold(const char* text, char** end)
{
    return strtod(text, end);
}

float strtof_l(const char* text, char** end, locale_t /*locale*/)
{
    return strtof(text, end);
}

double strtod_l(const char* text, char** end, locale_t /*locale*/)
{
    return strtod(text, end);
}

long double strtold_l(const char* text, char** end, locale_t /*locale*/)
{
    return strtold(text, end);
}

// The first number in `text`, into the first place.
int sscanf(const char* text, const char* format, ...)
{
    va_list places;
    va_start(places, format);
    int* const place = va_arg(places, int*);
    va_end(places);
    const char* const digits = text + std::strcspn(text, "0123456789");
    if (*digits == '\0') {
        return 0;
    }
    *place = std::atoi(digits);
    return 1;
}

}  // extern "C"
