#!/bin/sh
# Runs Python 3 with the given arguments: the first one that has fontTools, because the system's packages may
# belong to another python3 than the one on PATH.
for python in "${PYTHON:-python3}" /usr/bin/python3; do
    if "$python" -c 'import fontTools.subset' >/dev/null 2>&1; then
        exec "$python" "$@"
    fi
done
echo "No Python 3 with fontTools was found." >&2
exit 1
