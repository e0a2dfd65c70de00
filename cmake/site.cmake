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
set(screen_sources ${page_sources})
list(FILTER screen_sources INCLUDE REGEX "/(screen|gl_queries|number_reading)\\.cpp$")
list(REMOVE_ITEM page_sources ${screen_sources})
add_library(panel OBJECT ${page_sources})  # all of the panel that knows nothing of a browser
target_link_libraries(panel PRIVATE view imgui_core warnings)
add_executable(interleave web/main.cpp ${screen_sources} $<TARGET_OBJECTS:panel>)
target_link_libraries(interleave PRIVATE view imgui warnings)
# Code that every visitor loads is compiled for size, except for the loop and the trace, which have to be
# fast.
foreach(part IN ITEMS lessons view panel interleave)
    target_compile_options(${part} PRIVATE -Os)
endforeach()
# But their files that neither a trip through the loop nor a step of the fold uses are compiled for size too.
set(aside as_completed async_exit_stack async_generator barrier bytes condition console context eager_start errors event
    exception_group executor future gathering handle intervene job lock loop moments network outside parts queue random
    reader_state resource run run_main semaphore server_state shield sleep socket str stream stream_notes stream_protocol
    task_group thread_pool timeout transport wait wait_for)
list(TRANSFORM aside REPLACE "(.+)" "${PROJECT_SOURCE_DIR}/core/aio/\\1.cpp")
set_source_files_properties(${aside} DIRECTORY core/aio PROPERTIES COMPILE_OPTIONS -Os)
set_source_files_properties(core/trace/cancellations.cpp core/trace/causes.cpp core/trace/checker.cpp core/trace/circles.cpp
    core/trace/history_threads.cpp core/trace/json.cpp core/trace/lock_use.cpp core/trace/meanings.cpp core/trace/names.cpp
    core/trace/queue_use.cpp core/trace/reader.cpp core/trace/resource_view.cpp core/trace/schema.cpp
    core/trace/schema_says.cpp core/trace/summary.cpp core/trace/timeline_text.cpp core/trace/utf8.cpp core/trace/wakings.cpp
    core/trace/warning_text.cpp core/trace/warnings.cpp core/json/filled.cpp core/json/formatted.cpp core/json/number.cpp
    PROPERTIES COMPILE_OPTIONS -Os)
target_link_options(interleave PRIVATE
    -Oz  # optimises the linked code again, for size, which saves 2 %
    -sBINARYEN_EXTRA_PASSES=-Oz  # and once more, as that finds 1 % after the first time
    ${wasm_page_options} "SHELL:--shell-file \"${gen}/shell.html\"")
set_target_properties(interleave PROPERTIES
    SUFFIX .html
    LINK_DEPENDS "${gen}/shell.html"
    RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/page")
add_dependencies(interleave generated)

# An empty window of Dear ImGui, which a full test run measures beside our page.
add_executable(blank EXCLUDE_FROM_ALL tests/browser/blank/main.cpp web/panel/gl_queries.cpp "${imgui_own_draw}")
target_link_libraries(blank PRIVATE imgui warnings)
set_source_files_properties("${imgui_own_draw}" PROPERTIES COMPILE_OPTIONS "-w;-Os")
target_link_options(blank PRIVATE -Oz ${wasm_page_options} "SHELL:--shell-file \"${PROJECT_SOURCE_DIR}/tests/browser/blank/shell.html\"")
set_target_properties(blank PROPERTIES OUTPUT_NAME index SUFFIX .html RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/blank")

set(esbuild "${PROJECT_SOURCE_DIR}/node_modules/.bin/esbuild")
set(program_files "${site}/index.html" "${site}/interleave.js" "${site}/interleave.wasm")
set(page "${PROJECT_BINARY_DIR}/page")
set(put_module "${CMAKE_COMMAND}" -E copy_if_different "${page}/interleave.wasm" "${site}")
if(wasm_shorten)
    set(put_module ${wasm_shorten} "${page}/interleave.wasm" -o "${site}/interleave.wasm")
endif()
add_custom_command(
    OUTPUT ${program_files}
    COMMAND "${CMAKE_COMMAND}" -E copy_if_different "${page}/interleave.html" "${site}/index.html"
    COMMAND ${put_module}
    COMMAND "${esbuild}" "${page}/interleave.js" "--outfile=${site}/interleave.js" --minify --log-level=warning
    DEPENDS interleave package-lock.json
    COMMENT "" VERBATIM)

# The lessons' texts, the glossary's and the exercises, each fetched when it's opened.
set(site_texts)
foreach(text IN LISTS text_files)
    add_custom_command(
        OUTPUT "${site}/${text}"
        COMMAND "${CMAKE_COMMAND}" -E copy "${gen}/${text}" "${site}/${text}"
        DEPENDS "${gen}/${text}"
        COMMENT "" VERBATIM)
    list(APPEND site_texts "${site}/${text}")
endforeach()

# The page's own JavaScript and CSS: bundles of the site, each made of one file and all that it imports.
file(GLOB_RECURSE page_files CONFIGURE_DEPENDS web/page/*.js web/page/*.css)
set(bundles)
function(bundle name from)
    if(name MATCHES "\\.js$")
        set(bundler ${node} web/bundle.mjs "web/page/${from}" "${site}/${name}")
    else()
        set(bundler "${esbuild}" "web/page/${from}" "--outfile=${site}/${name}" --bundle --minify --target=es2020 --log-level=warning)
    endif()
    add_custom_command(
        OUTPUT "${site}/${name}"
        COMMAND ${bundler} ${ARGN}
        DEPENDS ${page_files} ${word_files} web/bundle.mjs package.json package-lock.json
        WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
        COMMENT "Bundling ${name}" VERBATIM)
    set(bundles ${bundles} "${site}/${name}" PARENT_SCOPE)
endfunction()
bundle(early.js early.js)
bundle(app.js app.js)
bundle(app.css app.css "--external:*.otf" "--external:*.ttf")

# Parts of the page that are fetched when they're first asked for.
bundle(playground.js python/playground.js --format=esm)
bundle(playground.css python/style.css)
bundle(exercise.js exercise/exercise.js --format=esm)
bundle(exercise.css exercise/exercise.css)
bundle(what-if.js what-if.js --format=esm)
bundle(what-if.css what-if.css)
bundle(warnings.js warnings/list.js --format=esm)
bundle(warnings.css warnings/list.css)
bundle(classroom.js classroom/classroom.js --format=esm)
bundle(classroom.css classroom/classroom.css)
bundle(export/export.js export/export.js --format=esm)
bundle(export/export.css export/export.css)
bundle(share.js share/share.js --format=esm)
bundle(share.css share/style.css)
bundle(embed.js share/embed.js --format=esm)
bundle(offline.js share/offline.js --format=esm)
bundle(service-worker.js share/no-worker.js)
# For other pages: those beside the tutorial, and those that show a figure of it.
bundle(plain.css share/plain.css)
bundle(interleave-figure.js share/figure.js --format=iife)
# The page's policy allows no <style>, so styles.js replaces the package with which CodeMirror makes one.
bundle(editor.js python/editor.js --format=esm --alias:style-mod=./web/page/python/styles.js)

# Python, which is fetched when the playground is first opened.
file(GLOB tracer_files CONFIGURE_DEPENDS python/interleave/*.py web/page/python/frame.html gallery/*.py)
add_custom_command(
    OUTPUT "${site}/python/sizes.json"
    COMMAND ${node} web/python.mjs "${site}/python"
    DEPENDS ${tracer_files} ${page_files} ${lesson_files} ${generator_files} web/python.mjs web/python_zips.py package-lock.json
    WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
    COMMENT "Packing Python" VERBATIM)
# The tracer as a single file, for a reader's own machine.
add_custom_command(
    OUTPUT "${site}/interleave.pyz"
    COMMAND sh cmake/python.sh python/make_pyz.py "${site}/interleave.pyz"
    DEPENDS ${tracer_files} python/make_pyz.py
    WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
    COMMENT "Packing interleave.pyz" VERBATIM)

# What makes files of a run, fetched when a reader first asks for one: a module of its own, and its page's part.
add_executable(export_engine web/export.cpp web/panel/theme.cpp)
target_link_libraries(export_engine PRIVATE view imgui_core warnings)
target_compile_options(export_engine PRIVATE -Os)
target_link_options(export_engine PRIVATE -Oz ${wasm_export_options})
set_target_properties(export_engine PROPERTIES
    OUTPUT_NAME engine
    RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/export")
set(export_engine "${PROJECT_BINARY_DIR}/export/engine")
add_custom_command(
    OUTPUT "${site}/export/engine.js" "${site}/export/engine.wasm"
    COMMAND "${CMAKE_COMMAND}" -E make_directory "${site}/export"
    COMMAND "${CMAKE_COMMAND}" -E copy_if_different "${export_engine}.js" "${export_engine}.wasm" "${site}/export"
    DEPENDS export_engine
    COMMENT "" VERBATIM)

# A picture of each lesson's run, drawn by the panel itself without a browser: for previews of links.
file(GLOB preview_sources CONFIGURE_DEPENDS web/preview/*.cpp)
add_executable(preview ${preview_sources} $<TARGET_OBJECTS:panel>)
target_link_libraries(preview PRIVATE view imgui_core warnings)
target_link_options(preview PRIVATE ${wasm_node_options} -sFORCE_FILESYSTEM=1 -sNODERAWFS=1)

# The pages beside the tutorial, and what browsers and other sites ask for.
file(GLOB site_scripts CONFIGURE_DEPENDS web/site/*.mjs web/page/beside/*.js web/page/*.js)
add_custom_command(
    OUTPUT "${site}/about/index.html"
    COMMAND ${node} web/site/pages.mjs "${site}"
    COMMAND "${CMAKE_COMMAND}" -E touch "${site}/about/index.html"
    DEPENDS "${gen}/moments.json" ${lesson_files} lessons/glossary.md lessons/questions.md ${generator_files} ${word_files} ${site_scripts} shell.html package.json package-lock.json LICENSE
    WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
    COMMENT "Writing the pages beside the tutorial" VERBATIM)
add_custom_command(
    OUTPUT "${site}/sync-and-async/picture.png"
    COMMAND node web/site/pictures.mjs "$<TARGET_FILE:preview>" "${site}/fonts" "${site}"
    DEPENDS preview web/site/pictures.mjs web/site/png.mjs "${site}/fonts/text.otf"
    WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
    COMMENT "Drawing the pictures for previews" VERBATIM)

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
    ${program_files} ${site_texts} ${bundles} "${site}/export/engine.js" "${site}/python/sizes.json" "${site}/interleave.pyz"
    "${site}/about/index.html" "${site}/sync-and-async/picture.png" ${font_files})
