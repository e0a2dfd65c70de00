# The toolchain file for WebAssembly, and the only place that knows how versions of Emscripten differ. 3.1.6
# (Debian 12's) up to 6.x build the same sources with the flags chosen here.

# --- Toolchain: found from the emcc on PATH, so no wrapper is needed -----------------------------

# When Debian's Emscripten optimises, it needs Debian's Node packages (acorn), even if another Node is on
# PATH. CMake's own checks run with this; the presets set it for the build.
if(IS_DIRECTORY "/usr/share/nodejs" AND NOT "$ENV{NODE_PATH}" MATCHES "/usr/share/nodejs")
    set(ENV{NODE_PATH} "/usr/share/nodejs:$ENV{NODE_PATH}")
endif()

if(NOT EMSCRIPTEN_ROOT_PATH)
    execute_process(
        COMMAND em-config EMSCRIPTEN_ROOT
        OUTPUT_VARIABLE EMSCRIPTEN_ROOT_PATH
        OUTPUT_STRIP_TRAILING_WHITESPACE
        RESULT_VARIABLE _em_config_result
        ERROR_VARIABLE _em_config_error)
    if(NOT _em_config_result EQUAL 0)
        message(FATAL_ERROR "Emscripten is not on PATH: install it, or source emsdk_env.sh.")
    endif()
endif()

# 3.1.6's file sets flags here that newer Nodes reject; for our programs in Node we have our own wrapper.
set(CMAKE_CROSSCOMPILING_EMULATOR "" CACHE STRING "Not used")
include("${EMSCRIPTEN_ROOT_PATH}/cmake/Modules/Platform/Emscripten.cmake")

if(EMSCRIPTEN_VERSION VERSION_LESS 3.1.6)
    message(FATAL_ERROR "Emscripten ${EMSCRIPTEN_VERSION} is too old: 3.1.6 is the oldest that works.")
endif()

# --- Flags for all versions -----------------------------------------------------------------------

# WebAssembly's own exceptions, in the form that every browser with WebGL 2 and exceptions supports.
set(wasm_compile_options -fwasm-exceptions)

set(wasm_link_options
    -fwasm-exceptions
    -sTOTAL_STACK=1048576
    -sALLOW_MEMORY_GROWTH=1)

# Programs that run in Node, through lessons/runner/module.mjs.
set(wasm_node_options
    -sENVIRONMENT=node,web  # the core's tests also run in a browser
    -sMODULARIZE=1
    -sEXPORT_NAME=makeModule
    -sINVOKE_RUN=0
    -sEXPORTED_RUNTIME_METHODS=callMain
    -sEXIT_RUNTIME=1
    -sNODEJS_CATCH_EXIT=0
    -sNODEJS_CATCH_REJECTION=0)

# A last pass over the page's linked module, which finds another 0.5 %. The
# features are what this version's own links use; a later one's links are left as they are.
find_program(wasm_opt wasm-opt HINTS "${EMSCRIPTEN_ROOT_PATH}/../bin")
if(wasm_opt AND EMSCRIPTEN_VERSION VERSION_LESS 3.1.60)
    set(wasm_smaller "${wasm_opt}" -Oz --enable-exception-handling --enable-mutable-globals --enable-sign-ext)
    set(wasm_smaller_to -o)
else()
    set(wasm_smaller "${CMAKE_COMMAND}" -E copy_if_different)
    set(wasm_smaller_to "")
endif()

# The tests: fast to link, and with function names in crash reports.
set(wasm_test_options -O1 --profiling-funcs -sASSERTIONS=1 -sSTACK_OVERFLOW_CHECK=1)

# The page: no file system, and no eval, which the content-security policy forbids.
set(wasm_page_options
    -sENVIRONMENT=web
    -sMIN_WEBGL_VERSION=2
    -sMAX_WEBGL_VERSION=2
    -sFILESYSTEM=0
    -sDYNAMIC_EXECUTION=0
    -sMINIFY_HTML=0
    -sMALLOC=emmalloc
    -sEXPORTED_FUNCTIONS=_main,_malloc,_free)

set(wasm_page_methods ccall UTF8ToString)

# A module that the page imports later.
set(wasm_export_options
    -sENVIRONMENT=web
    -sMODULARIZE=1
    -sEXPORT_ES6=1
    -sUSE_ES6_IMPORT_META=0
    -sFILESYSTEM=0
    -sDYNAMIC_EXECUTION=0
    -sMALLOC=emmalloc
    -sEXPORTED_FUNCTIONS=_malloc,_free
    --no-entry)

# --- Differences ----------------------------------------------------------------------------------

# libc++ has no <coroutine> before LLVM 14; aio's own is searched last, so a real one wins.
list(APPEND wasm_compile_options "SHELL:-idirafter ${CMAKE_SOURCE_DIR}/core/aio/fallback")

# 4.0.7 stopped putting the memory's views on Module by itself; older versions reject the name.
if(EMSCRIPTEN_VERSION VERSION_GREATER_EQUAL 3.1.60)
    list(APPEND wasm_page_methods HEAPU8)
endif()

# Newer versions can also emit the second form of exceptions, which older browsers and Node 18 don't support.
file(STRINGS "${EMSCRIPTEN_ROOT_PATH}/src/settings.js" _legacy REGEX "^var WASM_LEGACY_EXCEPTIONS")
if(_legacy)
    list(APPEND wasm_compile_options -sWASM_LEGACY_EXCEPTIONS=1)
    list(APPEND wasm_link_options -sWASM_LEGACY_EXCEPTIONS=1)
endif()

# If exceptions can have stack traces, assertions enable them, and each throw then asks JavaScript for a stack
# trace and a message: cancelling a million tasks takes 4 (3.1.69) to 11 times (6.0.5) as long.
file(STRINGS "${EMSCRIPTEN_ROOT_PATH}/src/settings.js" _traces REGEX "^var EXCEPTION_STACK_TRACES")
if(_traces)
    list(REMOVE_ITEM wasm_test_options -sASSERTIONS=1)
    list(APPEND wasm_test_options -sASSERTIONS=0)
endif()

list(JOIN wasm_page_methods "," _methods)
list(APPEND wasm_page_options "-sEXPORTED_RUNTIME_METHODS=${_methods}")
list(APPEND wasm_export_options "-sEXPORTED_RUNTIME_METHODS=${_methods}")
