"""Reading: bytes to text."""


def decode(data: bytes) -> str:
    """Bytes as text."""
    return data.decode("utf-8", "replace")
