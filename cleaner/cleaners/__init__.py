"""The cleaners, one module each. Adding one means adding a file here; see CONTRIBUTING.md."""
