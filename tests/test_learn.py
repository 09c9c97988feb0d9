"""`cleaner learn` and rules by site: what a site repeats becomes a pack, what a writer repeats does not."""

import json
import random
import tomllib

import pytest
from corpora import lines, rows_of, sentence, write_table
from running import command

from cleaner import Cleaner, Label, Settings, SettingsError, line_model
from cleaner.heads.addresses import host_of
from cleaner.sites import files_of

HEAD = ["Harbour Watch Weekly", "Tides · Ferries · Weather", "Read by the quay since 1931"]
PRINTED = (
    "The Harbour Watch is printed by the rope makers of Varn and folded by their apprentices every Thursday night, in "
    "the hall behind the chandler's, where visitors are welcome."
)
FOOT = [PRINTED, "Ask for Ole at the desk"]


def article(chance: random.Random) -> list[str]:
    """Headings that come in every article, among lines that do not."""
    return [
        sentence(chance),
        "What the harbour master says",
        sentence(chance) * 3,
        "Who was there",
        sentence(chance) * 3,
    ]


def site(pages: int, host: str, seed: int) -> list[dict]:
    chance = random.Random(seed)
    every = ["\n\n".join([*HEAD, *article(chance), *FOOT]) for _ in range(pages)]
    return [{"id": f"{host}{i}", "url": f"https://www.{host}/{i}", "text": text} for i, text in enumerate(every)]


@pytest.fixture(scope="module")
def learned(tmp_path_factory):
    """Two sites with much in common, one with a single article in many copies, one with too few pages."""
    room = tmp_path_factory.mktemp("learned")
    copies = site(1, "copies.example", 3) * 9
    rows = [*site(9, "harbour.example", 1), *site(7, "quay.example", 2), *copies, *site(2, "few.example", 4)]
    copies[0]["text"] = copies[0]["text"].replace("Ole", "Ida")
    random.Random(5).shuffle(rows)
    (room / "in").mkdir()
    (room / "in" / "a.jsonl").write_bytes(lines(rows[:10]))
    (room / "in" / "b.jsonl").write_bytes(lines(rows[10:]))
    write_table(room / "all.parquet", rows[::-1])
    done = command("learn", "--by", "site", str(room / "in"), str(room / "sites"), "-j", "2")
    assert (done.exit_code, done.stderr) == (0, f"2 sites with proposals in {room / 'sites'}\n")
    return room


def test_what_a_site_repeats_is_proposed_and_proves_itself(learned):
    assert sorted(path.name for path in (learned / "sites").iterdir()) == ["harbour.example.toml", "quay.example.toml"]
    text = (learned / "sites" / "harbour.example.toml").read_text(encoding="utf-8")
    assert "from 9 pages of harbour.example" in text
    assert "# 9 of 9 pages, for example: Ask for Ole at the desk\n[ask-for-ole-at-the]\n" in text
    assert text.count("\n[") == len(HEAD) + len(FOOT)
    assert "harbour master" not in text
    done = command("rules", "test", str(learned / "sites"))
    assert (done.exit_code, done.stderr) == (0, f"{2 * (len(HEAD) + len(FOOT))} rules, 0 problems\n")


def test_records_that_cannot_be_cleaned_are_counted(tmp_path):
    rows = [*site(5, "harbour.example", 1), {"url": "https://harbour.example/x", "n": 1}]
    (tmp_path / "a.jsonl").write_bytes(lines(rows) + b"broken\n" + lines([{"text": "Words.", "metadata": {"url": 5}}]))
    done = command("learn", str(tmp_path / "a.jsonl"), str(tmp_path / "sites"), "-j", "1")
    assert done.exit_code == 0
    assert done.stderr.startswith("not counted: 2 records that cannot be cleaned") and "1 sites with" in done.stderr


def test_proposals_are_the_same_in_any_order_format_and_number_of_workers(learned):
    command("learn", str(learned / "all.parquet"), str(learned / "again"), "-j", "1", "-q")
    for path in (learned / "sites").iterdir():
        assert (learned / "again" / path.name).read_bytes() == path.read_bytes()


def test_a_reviewed_file_is_not_replaced(learned, tmp_path):
    (tmp_path / "harbour.example.toml").write_text("# reviewed\n")
    done = command("learn", str(learned / "in"), str(tmp_path), "-j", "1")
    assert done.stderr == (
        f"left as they are: 1 files in {tmp_path}; --overwrite replaces them\n1 sites with proposals in {tmp_path}\n"
    )
    assert (tmp_path / "harbour.example.toml").read_text() == "# reviewed\n"
    command("learn", str(learned / "in"), str(tmp_path), "-j", "1", "--overwrite")
    assert "[ask-for-ole-at-the]" in (tmp_path / "harbour.example.toml").read_text()


def learned_lines(room, rows, *options):
    """The lines that rules are proposed for, from the pages of one site."""
    (room / "in.jsonl").write_bytes(lines(rows))
    command("learn", str(room / "in.jsonl"), str(room / "sites"), "-q", "-j", "1", "--overwrite", *options)
    rules = tomllib.loads((room / "sites" / "harbour.example.toml").read_text(encoding="utf-8"))
    return {rule["removes"][0] for rule in rules.values()}


@pytest.mark.parametrize(("pages", "of", "proposed"), [(9, 9, True), (7, 9, True), (6, 9, False), (4, 4, False)])
def test_prose_is_proposed_only_where_most_pages_have_it(tmp_path, pages, of, proposed):
    rows = site(of, "harbour.example", 1)
    for row in rows[pages:]:
        row["text"] = row["text"].replace(f"{PRINTED}\n\n", "")
    found = learned_lines(tmp_path, rows, "--ignore", "model")
    assert (PRINTED in found) is proposed
    assert found >= {*HEAD, "Ask for Ole at the desk"}


def takes_the_head(document, labels, *_, **__):
    """A line model."""
    gone = [unit for unit, text in enumerate(document.units) if text in HEAD]
    taken = [Label(unit, unit, "boilerplate", "model/line", "a test") for unit in gone]
    return line_model.Judged([*labels, *taken])


def test_what_the_line_model_leaves_needs_more_pages(tmp_path, monkeypatch):
    monkeypatch.setattr(line_model, "judge", takes_the_head)
    (tmp_path / "off.toml").write_text("model = false\n")
    rows = site(4, "harbour.example", 1)
    assert learned_lines(tmp_path, rows) == {*HEAD}
    assert learned_lines(tmp_path, rows, "--config", str(tmp_path / "off.toml")) == {*HEAD, "Ask for Ole at the desk"}
    assert learned_lines(tmp_path, site(5, "harbour.example", 1)) == {*HEAD, *FOOT}


def test_learned_rules_clean_their_site_and_no_other(learned, tmp_path):
    for options in ((), ("--sites", str(learned / "sites"))):
        out = tmp_path / str(len(options))
        done = command("run", str(learned / "in"), str(out), "-q", "-j", "1", "--compress", "none", *options)
        assert done.exit_code == 0
    before, after = ({row["id"]: row for row in rows_of(tmp_path / name)} for name in ("0", "2"))
    for name, row in after.items():
        left = [line for line in (*HEAD, *FOOT) if line in row["text"]]
        if name.startswith(("harbour", "quay")):
            assert left == []
            assert [x for x in before[name]["text"].split("\n\n") if x not in (*HEAD, *FOOT)] == row["text"].split(
                "\n\n"
            )
        else:
            assert row == before[name]
    report = json.loads((tmp_path / "2" / "_report.json").read_text())
    assert report["rules"]["sites/harbour.example/ask-for-ole-at-the"] == 9


RULE = """
[post]
kind = "repeat"
why = "its head"
phrases = ["the {} post"]
removes = ["The {} Post"]
keeps = ["A post."]
"""


@pytest.fixture
def sites(tmp_path):
    for name in ("harbour.example", "blogs.example", "ann.blogs.example"):
        (tmp_path / f"{name}.toml").write_text(RULE.replace("{}", name.split(".")[0]))
    return str(tmp_path)


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://www.harbour.example/a", "harbour.example"),
        ("HTTP://HARBOUR.EXAMPLE:8080/a", "harbour.example"),
        ("https://old.harbour.example/", "harbour.example"),
        ("https://ann.blogs.example/b", "ann.blogs.example"),
        ("https://bob.blogs.example/b", "blogs.example"),
        ("https://example/", None),
        ("https://notharbour.example/", None),
        ("https://../../etc/passwd", None),
        ("https://[::1/", None),
        ("harbour.example/a", "harbour.example"),
        ("", None),
        (None, None),
    ],
)
def test_the_nearest_file_of_a_host_counts(sites, url, found):
    nearest = next(iter(files_of(sites, url)), None)
    assert (nearest and nearest.name.removesuffix(".toml")) == found


def test_site_rules_work_in_a_call_by_address_or_by_what_is_known(sites):
    body = "The ferry is late again, the harbour master said, and nobody on the quay had expected anything else of it."
    cleaner = Cleaner(Settings(sites=sites, ignore=("title",)))
    text = f"The Harbour Post\n\nThe Ann Post\n\n{body}"
    assert cleaner.clean(text, url="https://harbour.example/1").text == f"The Ann Post\n\n{body}"
    assert cleaner.clean(text, metadata={"url": "https://ann.blogs.example/1"}).text == f"The Harbour Post\n\n{body}"
    [span] = cleaner.clean(text, url="https://harbour.example/1").removed
    assert (span.rule, span.kind) == ("sites/harbour.example/post", "repeat")
    ignoring = Cleaner(Settings(sites=sites, ignore=("title", "sites/harbour.example/post")))
    assert ignoring.clean(text, url="https://harbour.example/1").text == text


def test_macros_of_the_callers_own_packs_hold_for_sites(sites, tmp_path):
    pack = tmp_path / "mine"
    pack.mkdir()
    pack.joinpath("macros.toml").write_text('boat = "ferry|barge"\n')
    (tmp_path / "pier.example.toml").write_text(
        '[boats]\nkind = "navigation"\nwhy = "its menu"\n'
        'match = "^by {{boat}}$"\nremoves = ["By ferry"]\nkeeps = ["By sea"]\n'
    )
    body = "The ferry is late again, the harbour master said, and nobody on the quay had expected anything else of it."
    cleaner = Cleaner(Settings(sites=sites, packs=(str(pack),), ignore=("title",)))
    assert cleaner.clean(f"By barge\n\n{body}", url="https://pier.example/1").text == body


def test_hosts_are_read_as_browsers_do():
    assert host_of("https://user:word@WWW.Harbour.Example.:443/a?b#c") == "harbour.example"


def test_a_directory_that_is_none_is_said():
    with pytest.raises(SettingsError, match="nowhere: no directory of site rules"):
        Cleaner(Settings(sites="nowhere")).clean("Words.")
