"""How what comes in and goes out is written: bytes and their encodings, archives, records, front matter."""
