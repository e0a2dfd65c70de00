# Everything made from the lessons (front matter to C++ tables, Markdown to the page's HTML): build/gen. The
# generator doesn't touch a file whose content hasn't changed, so an edited explanation recompiles nothing.

file(GLOB lesson_files CONFIGURE_DEPENDS
    lessons/*/lesson.md lessons/*/lesson.*.md lessons/*/lesson.py lessons/*/lesson.cpp lessons/*/exercise/*
    lessons/*/bugs/*.py lessons/*/bugs/*.cpp)
# The sentences of the page and of what surrounds a lesson, in the language of WORDS (CONTRIBUTING.md: A translation).
file(GLOB word_files CONFIGURE_DEPENDS web/words/${WORDS}/*.js)
set(node node "--conditions=${WORDS}")
file(GLOB generator_files CONFIGURE_DEPENDS lessons/build/*.mjs)

set(generated_files
    "${gen}/lessons/catalogue.cpp" "${gen}/shell.html" "${gen}/lessons.json" "${gen}/facts.json")
set(text_files)
set(exercise_files)
foreach(file IN LISTS lesson_files)
    if(file MATCHES "/lessons/[0-9]+-([^/]+)/lesson\\.md$")
        list(APPEND generated_files "${gen}/lessons/${CMAKE_MATCH_1}/parameters.hpp")
        list(APPEND text_files "texts/${CMAKE_MATCH_1}.html")
    elseif(file MATCHES "/lessons/[0-9]+-([^/]+)/exercise/exercise\\.md$")
        list(APPEND exercise_files "exercises/${CMAKE_MATCH_1}.json")
    elseif(file MATCHES "/lessons/[0-9]+-([^/]+)/exercise/([a-z-]+)\\.md$")
        list(APPEND exercise_files "exercises/${CMAKE_MATCH_1}--exercise-${CMAKE_MATCH_2}.json")
    endif()
endforeach()
list(POP_FRONT text_files)  # the first lesson's text is in the page
list(APPEND text_files "texts/glossary.html" "texts/help.html" ${exercise_files})
list(TRANSFORM text_files PREPEND "${gen}/" OUTPUT_VARIABLE generated_texts)
list(APPEND generated_files ${generated_texts})

# A removed lesson counts as a change too.
set(lesson_list "${PROJECT_BINARY_DIR}/lessons.txt")
file(CONFIGURE OUTPUT "${lesson_list}" CONTENT "${lesson_files}" @ONLY)

# At which moments of their runs the links of the cheat sheet and of the questions open: runs in Python what has changed.
file(GLOB traced_by CONFIGURE_DEPENDS python/interleave/*.py)
add_custom_command(
    OUTPUT "${gen}/moments.json"
    COMMAND ${node} lessons/build/find-moments.mjs "${gen}"
    DEPENDS ${lesson_files} ${lesson_list} lessons/questions.md ${generator_files} lessons/build/moments.py ${traced_by} package-lock.json
    WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
    COMMENT "Generating the moments of links"
    VERBATIM)
add_custom_command(
    OUTPUT ${generated_files}
    COMMAND ${node} lessons/build/build.mjs "${gen}"
    DEPENDS "${gen}/moments.json" ${lesson_files} ${lesson_list} lessons/glossary.md ${generator_files} ${word_files} shell.html package.json package-lock.json
    WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
    COMMENT "Generating what is made from the lessons"
    VERBATIM)
add_custom_target(generated DEPENDS ${generated_files})
