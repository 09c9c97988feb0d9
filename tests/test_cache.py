"""Plans of rules that are kept between runs: by what they were made from, and only where nobody else can write."""

from pathlib import Path

from cleaner.matching import cache


def test_a_result_is_kept_and_read_again(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(cache, "_WORTH_KEEPING", 0)
    assert cache.remembered(["one"], lambda: {"a": (1, 2)}) == {"a": (1, 2)}
    assert cache.remembered(["one"], lambda: {"b": ()}) == {"a": (1, 2)}
    assert cache.remembered(["two"], lambda: {"b": ()}) == {"b": ()}


def test_a_damaged_file_is_made_again(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(cache, "_WORTH_KEEPING", 0)
    cache.remembered(["one"], lambda: {"a": 1})
    [kept] = tmp_path.glob("*/*")
    kept.write_bytes(kept.read_bytes()[:-1] + b"?")
    assert cache.remembered(["one"], lambda: {"b": 2}) == {"b": 2}


def test_other_code_makes_it_again(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(cache, "_WORTH_KEEPING", 0)
    cache.remembered(["one"], lambda: {"a": 1})
    files = {name for name, _, _ in cache._code()}
    assert {"packs.py", "folding.py", "index.py", "matcher.py"} <= files
    monkeypatch.setattr(cache, "_code", lambda: [("packs.py", 0, 0)])
    assert cache.remembered(["one"], lambda: {"b": 2}) == {"b": 2}


def test_nothing_is_kept_for_who_has_no_home(monkeypatch):
    for name in ("XDG_CACHE_HOME", "HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    assert cache.directory() is None
    assert cache.remembered(["one"], lambda: {"a": 1}) == {"a": 1}
    monkeypatch.setenv("HOME", "/home/ann")
    assert cache.directory() in (
        Path("/home/ann/.cache/article-cleaner"),
        Path("/home/ann/Library/Caches/article-cleaner"),
    )
