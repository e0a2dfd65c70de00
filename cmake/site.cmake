# The static site in build/web: the page's program and everything it fetches.

# Dear ImGui, with its OpenGL 3 backend for WebGL 2.
include(cmake/imgui.cmake)
add_library(imgui STATIC "${deps}/imgui/backends/imgui_impl_opengl3.cpp")
target_include_directories(imgui SYSTEM PUBLIC "${deps}/imgui/backends")
target_compile_definitions(imgui PUBLIC IMGUI_IMPL_OPENGL_ES3)
target_link_libraries(imgui PUBLIC imgui_core)
target_compile_options(imgui PRIVATE -w -Os)
# web/panel/gl_queries.cpp has the replacements, and says why.
set_source_files_properties("${deps}/imgui/backends/imgui_impl_opengl3.cpp" PROPERTIES COMPILE_DEFINITIONS
    "glGetIntegerv=interleave_gl_get_integers;glIsEnabled=interleave_gl_is_enabled")

file(GLOB page_sources CONFIGURE_DEPENDS web/panel/*.cpp)
add_executable(interleave web/main.cpp ${page_sources})
target_link_libraries(interleave PRIVATE view imgui warnings)
# Code that every visitor loads is compiled for size, except for the loop and the trace, which have to be
# fast.
foreach(part IN ITEMS lessons view interleave)
    target_compile_options(${part} PRIVATE -Os)
endforeach()
# But their files that neither a trip through the loop nor a step of the fold uses are compiled for size too.
set(aside as_completed async_generator barrier condition context eager_start errors event exception_group executor future
    gathering handle job lock loop moments outside queue random resource run semaphore
    shield sleep str task_group thread_pool timeout wait wait_for)
list(TRANSFORM aside REPLACE "(.+)" "${PROJECT_SOURCE_DIR}/core/aio/\\1.cpp")
set_source_files_properties(${aside} DIRECTORY core/aio PROPERTIES COMPILE_OPTIONS -Os)
set_source_files_properties(core/trace/cancellations.cpp core/trace/checker.cpp core/trace/circles.cpp
    core/trace/history_threads.cpp core/trace/json.cpp core/trace/lock_use.cpp core/trace/names.cpp
    core/trace/queue_use.cpp core/trace/reader.cpp core/trace/warning_text.cpp core/trace/warnings.cpp core/trace/resource_view.cpp core/trace/schema.cpp core/trace/schema_says.cpp core/trace/utf8.cpp
    PROPERTIES COMPILE_OPTIONS -Os)
target_link_options(interleave PRIVATE
    -Oz  # optimises the linked code again, for size, which saves 2 %
    ${wasm_page_options} "SHELL:--shell-file \"${gen}/shell.html\"")
set_target_properties(interleave PROPERTIES
    SUFFIX .html
    LINK_DEPENDS "${gen}/shell.html"
    RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/page")
add_dependencies(interleave generated)

set(program_files "${site}/index.html" "${site}/interleave.js" "${site}/interleave.wasm")
set(page "${PROJECT_BINARY_DIR}/page")
add_custom_command(
    OUTPUT ${program_files}
    COMMAND "${CMAKE_COMMAND}" -E copy_if_different "${page}/interleave.html" "${site}/index.html"
    COMMAND "${CMAKE_COMMAND}" -E copy_if_different
            "${page}/interleave.js" "${page}/interleave.wasm" "${site}"
    DEPENDS interleave
    COMMENT "" VERBATIM)

# The page's own JavaScript and CSS, each bundled into one file.
set(esbuild "${PROJECT_SOURCE_DIR}/node_modules/.bin/esbuild")
file(GLOB_RECURSE page_files CONFIGURE_DEPENDS web/page/*.js web/page/*.css)
foreach(bundle IN ITEMS app.js app.css)
    add_custom_command(
        OUTPUT "${site}/${bundle}"
        COMMAND "${esbuild}" "web/page/${bundle}" "--outfile=${site}/${bundle}" --bundle --minify
                --target=es2020 "--external:*.otf" "--external:*.ttf" --log-level=warning
        DEPENDS ${page_files} package-lock.json
        WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
        COMMENT "Bundling ${bundle}" VERBATIM)
endforeach()

# Loaded when the playground is first opened: its own code, and Python.
add_custom_command(
    OUTPUT "${site}/playground.js"
    COMMAND "${esbuild}" web/page/python/playground.js "--outfile=${site}/playground.js" --bundle --minify
            --format=esm --target=es2020 --log-level=warning
    DEPENDS ${page_files} package-lock.json
    WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
    COMMENT "Bundling playground.js" VERBATIM)
file(GLOB tracer_files CONFIGURE_DEPENDS python/interleave/*.py web/page/python/frame.html gallery/*.py)
add_custom_command(
    OUTPUT "${site}/python/sizes.json"
    COMMAND node web/python.mjs "${site}/python"
    DEPENDS ${tracer_files} ${page_files} ${lesson_files} ${generator_files} web/python.mjs web/python_zips.py package-lock.json
    WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
    COMMENT "Packing Python" VERBATIM)
add_custom_command(
    OUTPUT "${site}/playground.css"
    COMMAND "${esbuild}" web/page/python/style.css "--outfile=${site}/playground.css" --bundle --minify
            --target=es2020 --log-level=warning
    DEPENDS ${page_files} package-lock.json
    WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
    COMMENT "Bundling playground.css" VERBATIM)
# Loaded when the list of warnings is first opened.
foreach(bundle IN ITEMS js css)
    add_custom_command(
        OUTPUT "${site}/warnings.${bundle}"
        COMMAND "${esbuild}" "web/page/warnings/list.${bundle}" "--outfile=${site}/warnings.${bundle}" --bundle --minify
                --format=esm --target=es2020 --log-level=warning
        DEPENDS ${page_files} package-lock.json
        WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
        COMMENT "Bundling warnings.${bundle}" VERBATIM)
endforeach()
# The tracer as a single file, for a reader's own machine.
add_custom_command(
    OUTPUT "${site}/interleave.pyz"
    COMMAND sh cmake/python.sh python/make_pyz.py "${site}/interleave.pyz"
    DEPENDS ${tracer_files} python/make_pyz.py
    WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
    COMMENT "Packing interleave.pyz" VERBATIM)
# The editor for a learner's program: a separate module that the page imports when it's first needed. The
# page's policy allows no <style>, so styles.js replaces the package with which CodeMirror makes one.
add_custom_command(
    OUTPUT "${site}/editor.js"
    COMMAND "${esbuild}" web/page/python/editor.js "--outfile=${site}/editor.js" --bundle --minify
            --format=esm --target=es2020 --alias:style-mod=./web/page/python/styles.js --log-level=warning
    DEPENDS ${page_files} package-lock.json
    WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
    COMMENT "Bundling editor.js" VERBATIM)

# The fonts, which the CSS and the panel share.
set(font_files
    "${site}/fonts/text.otf" "${site}/fonts/text-semibold.otf" "${site}/fonts/mono.ttf")
add_custom_command(
    OUTPUT ${font_files}
    COMMAND sh cmake/python.sh cmake/fonts.py "${site}/fonts"
    DEPENDS cmake/fonts.py
    WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
    COMMENT "Cutting the fonts" VERBATIM)

add_custom_target(site ALL DEPENDS
    ${program_files} "${site}/app.js" "${site}/app.css" "${site}/playground.js" "${site}/playground.css"
    "${site}/editor.js" "${site}/warnings.js" "${site}/warnings.css" "${site}/python/sizes.json" "${site}/interleave.pyz" ${font_files})
