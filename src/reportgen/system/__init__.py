"""The machine: files, programs and what confines them, processes that stay, and interrupts."""
