#!/bin/sh
# Runs Python 3 with the given arguments: the first one found that has fontTools, for the python3 on
# PATH need not be the one that the system's packages install into.
for python in "${PYTHON:-python3}" /usr/bin/python3; do
    if "$python" -c 'import fontTools.subset' >/dev/null 2>&1; then
        exec "$python" "$@"
    fi
done
echo "No Python 3 with fontTools was found." >&2
exit 1
