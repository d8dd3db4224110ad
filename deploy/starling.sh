#!/bin/sh
# `starling` inside the image: exec, so that SIGTERM reaches it.
exec /opt/starling/venv/bin/python -m bot "$@"
