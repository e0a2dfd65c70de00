#pragma once
// The version, as semantic versioning counts. CMakeLists.txt reads it here, so that no other place has it.

#define AIO_VERSION_MAJOR 0
#define AIO_VERSION_MINOR 9
#define AIO_VERSION_PATCH 0

/// One number to compare: 0.9.0 is 900, and 1.2.3 would be 10203.
#define AIO_VERSION (AIO_VERSION_MAJOR * 10000 + AIO_VERSION_MINOR * 100 + AIO_VERSION_PATCH)
