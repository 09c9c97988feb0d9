"""Files checked and fixed where they are: what `cleaner check` and `cleaner fix` do, file by file."""
