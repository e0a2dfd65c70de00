#!/bin/sh
# Prints the path of the browser that the tests drive.
for browser in ${CHROMIUM:+"$CHROMIUM"} chromium chromium-browser google-chrome \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
    if command -v "$browser" 2>/dev/null; then
        exit 0
    fi
done
echo "No Chromium was found on PATH, nor in CHROMIUM." >&2
exit 1
