"""What turns a plain CPython into the reference: a virtual clock, pinned orders, records."""
