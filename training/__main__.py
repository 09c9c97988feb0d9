"""`python -m training BENCH_DIR`: from the labelled pages to the weights, and a report of how good they are.

The same pages, seed and versions of the libraries give the same file, whatever the number of processes. Pages are read
where they are; nothing of them is kept but hashes of words that many sites use.
"""

import argparse
import dataclasses
import multiprocessing
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch

from cleaner.model.features import Form
from cleaner.model.net import WEIGHTS
from training import data, examples, export, fit, html, measure, pages, rivals, teaching, vocabulary
from training.net import Net

_SITES = 10  # that must use a word before the model reads it


class _Set(NamedTuple):
    """What is made of what: how many nets learn the labels as they are, how many have teachers, and for how long.

    The latter are blinded, too: see `blinding`.
    """

    plain: int
    taught: int
    rounds: int


_SETS: Mapping[Form, _Set] = {
    "text": _Set(plain=2, taught=2, rounds=fit.Plan.epochs),
    "glanced": _Set(plain=0, taught=1, rounds=8),
    "sentences": _Set(plain=0, taught=1, rounds=10),
    "page": _Set(plain=0, taught=3, rounds=8),  # a page comes in two forms, not in seventeen
    "skimmed": _Set(plain=0, taught=1, rounds=8),
}


def main() -> None:
    """Make examples, fit, write, report."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("bench", type=Path, help="the directory with the labelled pages")
    parser.add_argument("--out", type=Path, help="the weights file [the package's own]")
    parser.add_argument("--seed", type=int, default=1)
    for name, what in (
        ("plain", "nets that learn the labels as they are, and see all rules"),
        ("taught", "nets that have teachers, and see rules left out"),
        ("rounds", "times round the pages"),
    ):
        defaults = ", ".join(f"{form}: {getattr(made, name)}" for form, made in _SETS.items())
        parser.add_argument(f"--{name}", type=int, help=f"{what} [{defaults}]")
    parser.add_argument("--processes", type=int, default=1, help="side by side [%(default)s]")
    parser.add_argument(
        "--hold",
        metavar="FOLD",
        help="leave out this fold of sites, or this kind of page; measure on it, write nothing",
    )
    parser.add_argument("--rivals", action="store_true", help="with --hold, measure other kinds of model too")
    parser.add_argument("--form", choices=_SETS, default="text", help="what the nets are to read [%(default)s]")
    args = parser.parse_args()
    if args.rivals and args.hold is None:
        parser.error("--rivals is measured on what --hold leaves out")
    given = {name: value for name, value in vars(args).items() if name in _Set._fields and value is not None}
    made = _SETS[args.form]._replace(**given)
    torch.set_num_threads(1)  # sums in another order are other sums
    torch.use_deterministic_algorithms(True)
    plan = fit.Plan(seed=args.seed, epochs=made.rounds)
    nets: list[Net] = []
    read: _Read | None = None
    for number, blinded in ((made.plain, False), (made.taught, True)):
        if number:
            read = None  # gigabytes
            read = _read(args, blinded=blinded)
            nets += _fitted(read.known, plan, number, args.processes, taught=blinded)
    if read is None:
        parser.error("no nets: --plain and --taught are both 0")
    if args.hold is None:
        out = args.out or WEIGHTS[args.form]
        export.write(out, export.arrays(nets, read.slots, args.form))
        print(f"{out}: {out.stat().st_size} bytes")
        return
    _report("nets", read.test, fit.predict(nets, read.test))
    if args.rivals:
        for rival in (rivals.boosting, rivals.chain):
            _report(rival.__name__, read.test, [(likely, 1.0) for likely in rival(read.known, read.test)])


class _Read(NamedTuple):
    known: list[data.Item]
    test: list[data.Item]  # what is left out
    slots: np.ndarray  # of the words that enough sites use


def _read(args: argparse.Namespace, *, blinded: bool) -> _Read:
    """Examples of all pages, and the words they share."""
    started = time.time()
    with multiprocessing.Pool(args.processes) as pool:
        tasks = ((page, args.seed, blinded) for page in pages.read(args.bench))
        parts = pool.map(_MAKERS[args.form], tasks, chunksize=8)
    items = [it for part in parts for it in part]
    print(f"{len(items)} examples, {time.time() - started:.0f} s", flush=True)
    test = [it for it in items if args.hold in (str(it.example.fold), it.example.kind)]
    known = [it for it in items if args.hold not in (str(it.example.fold), it.example.kind)]
    slots = vocabulary.choose(((it.example.site, it.hashes) for it in known if _speaks(it)), _SITES)
    data.read_words(items, slots)
    print(f"{(slots > 0).sum()} words", flush=True)
    return _Read(known, test, slots)


def _fitted(items: Sequence[data.Item], plan: fit.Plan, number: int, processes: int, *, taught: bool) -> list[Net]:
    """As many nets, with teachers or without."""
    if taught:
        items = teaching.softened(items, plan, processes)
    return fit.side_by_side(_tasks(items, plan, number), processes)


def _tasks(items: Sequence[data.Item], plan: fit.Plan, number: int) -> list[tuple[Sequence[data.Item], fit.Plan]]:
    """The same items from as many starts."""
    return [(items, dataclasses.replace(plan, seed=plan.seed + n)) for n in range(number)]


def _report(what: str, test: Sequence[data.Item], predictions: Sequence[measure.Prediction]) -> None:
    """Word F1 by form of input."""
    for name, score in measure.table(test, predictions).items():
        print(f"{what:10s} {name:32s} {score:.4f}")


def _speaks(it: data.Item) -> bool:
    """Whether the words of an example are words of a language."""
    return not it.example.form.startswith("foreign")


_Task = tuple[pages.Page, int, bool]


def _of_html(task: _Task) -> list[data.Item]:
    page, seed, blinded = task
    return list(html.of_page(page, seed, blinded=blinded))


def _of_skimmed(task: _Task) -> list[data.Item]:
    page, seed, _ = task
    return list(html.of_skimmed(page, seed))


def _of_text(task: _Task) -> list[data.Item]:
    return _made(task, examples.How())


def _of_glanced(task: _Task) -> list[data.Item]:
    return _made(task, examples.How(glanced=True))


def _of_line(task: _Task) -> list[data.Item]:
    made = _made(task, examples.How(one_line=True))
    return [it for it in made if len(it.target) > 1]  # others are cut at no sentence


def _made(task: _Task, how: examples.How) -> list[data.Item]:
    page, seed, blinded = task
    return [data.item(e) for e in examples.of_page(page, seed, how._replace(blinded=blinded)) if e.units]


_MAKERS: Mapping[Form, Callable[[_Task], list[data.Item]]] = {
    "text": _of_text,
    "glanced": _of_glanced,
    "sentences": _of_line,
    "page": _of_html,
    "skimmed": _of_skimmed,
}


if __name__ == "__main__":
    main()
