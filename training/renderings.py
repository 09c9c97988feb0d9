"""The forms in which a page may come in: dumps, other extractors' output, clean text, wrapped text, one line."""

import random
import textwrap
from collections.abc import Iterator

from training import foreign
from training.align import align
from training.pages import Page

_WIDTHS = (66, 72, 79, 100)
_FEW = 12  # lines of residue


def of_page(page: Page, rng: random.Random) -> Iterator[tuple[str, str]]:
    """Name and text of each form of a page with a gold body."""
    assert page.gold is not None
    yield from page.dumps.items()
    yield "markdown", _markdown(page.html)
    yield "resiliparse", _plain(page.html)
    yield "clean", page.gold
    extracted = _extracted(page.html)
    yield from extracted.items()
    dump = page.dumps[rng.choice(sorted(page.dumps))]
    yield "partial", _thinned(dump, page.gold, rng, rng.uniform(0.1, 0.6))
    yield "residue", _residue(page.dumps[rng.choice(sorted(page.dumps))], page.gold, rng)
    yield "wrapped", _wrapped(rng.choice([dump, page.gold, _residue(dump, page.gold, rng)]), rng.choice(_WIDTHS))
    yield "one-line", " ".join(rng.choice([page.gold, _residue(dump, page.gold, rng)]).split())
    yield "lower", rng.choice([dump, page.gold]).lower()
    yield "excerpt", _excerpt(page.gold, rng)


def foreign_of(page: Page, rng: random.Random) -> Iterator[tuple[str, str, str]]:
    """Name, text and gold of two forms of the page in letters no word list knows: a dump, and nearly clean text."""
    assert page.gold is not None
    first, second = rng.sample(foreign.SCRIPTS, 2)
    name = rng.choice(sorted(page.dumps))
    yield f"foreign-{first}", foreign.rewrite(page.dumps[name], first), foreign.rewrite(page.gold, first)
    text = rng.choice([page.gold, _residue(page.dumps[name], page.gold, rng)])
    yield f"foreign-clean-{second}", foreign.rewrite(text, second), foreign.rewrite(page.gold, second)


def _markdown(html: str) -> str:
    import html2text

    maker = html2text.HTML2Text(bodywidth=0)
    maker.ignore_links = maker.ignore_images = True
    return maker.handle(html)


def _plain(html: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(html, preserve_formatting=True, main_content=False))


def _extracted(html: str) -> dict[str, str]:
    """What other extractors leave: the default, one that keeps more, and another engine's."""
    import trafilatura
    from resiliparse.extract.html2text import extract_plain_text

    return {
        "trafilatura": trafilatura.extract(html, include_comments=False) or "",
        "recall": trafilatura.extract(html, include_comments=True, favor_recall=True) or "",
        "main-content": str(extract_plain_text(html, main_content=True)),
    }


def _labelled(dump: str, gold: str) -> list[tuple[str, bool]]:
    lines = [line for line in dump.split("\n") if line.strip()]
    return [(line, share >= 0.5) for line, share in zip(lines, align(lines, gold), strict=True)]


def _thinned(dump: str, gold: str, rng: random.Random, share: float) -> str:
    """The dump with only `share` of its chrome, as after a cleaner that knows some of it."""
    return "\n".join(line for line, body in _labelled(dump, gold) if body or rng.random() < share)


def _residue(dump: str, gold: str, rng: random.Random) -> str:
    """The body with a few neighbouring lines of chrome above or below it."""
    lines = _labelled(dump, gold)
    inside = [i for i, (_, body) in enumerate(lines) if body]
    if not inside:
        return gold
    above, below = rng.randint(0, _FEW), rng.randint(0, _FEW)
    kept = range(max(0, inside[0] - above), min(len(lines), inside[-1] + below + 1))
    within = rng.random() < 0.5
    return "\n".join(
        lines[i][0] for i in kept if lines[i][1] or not inside[0] < i < inside[-1] or (within and rng.random() < 0.3)
    )


def _wrapped(text: str, width: int) -> str:
    return "\n".join(
        "\n".join(textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False))
        for line in text.split("\n")
    )


def _excerpt(gold: str, rng: random.Random) -> str:
    """A few lines in a row of the body: a short clean note."""
    lines = [line for line in gold.split("\n") if line.strip()]
    size = rng.randint(2, 12)
    start = rng.randint(0, max(0, len(lines) - size))
    return "\n\n".join(lines[start : start + size])
