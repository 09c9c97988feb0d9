"""Fitting the net to items."""

import math
import multiprocessing
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from training.data import EVIDENCE, KNOWN, Item, batches
from training.net import Net

_LONGEST = 2500


@dataclass(frozen=True)
class Plan:
    """How to train."""

    seed: int = 1
    epochs: int = 6
    rate: float = 4e-3
    decay: float = 0.02
    units: int = 4000  # a batch
    wordless: float = 0.35  # share of documents whose words are hidden
    unread: float = 0.25  # share of words hidden elsewhere
    ruleless: float = 0.15  # share of documents whose rule evidence is hidden
    f1: float = 0.5  # weight of the soft word F1 beside the log loss
    chrome: float = 0.5  # weight of the question whether there is chrome at all
    width: int = 32
    word_width: int = 16
    drop: float = 0.15
    dilations: tuple[int, ...] = (1, 2, 4, 8, 16, 1)


# How often a form of a page is met in one round: dumps first, the rest in turns.
SHARES = {
    "html_text": 0.6, "inscriptis": 0.6, "bs4": 0.6, "dump": 1.0, "markdown": 0.25, "resiliparse": 0.3, "clean": 1.0,
    "trafilatura": 0.8, "recall": 0.4, "main-content": 0.4, "partial": 0.5, "residue": 0.6, "wrapped": 0.25,
    "one-line": 0.25, "lower": 0.2, "excerpt": 0.4, "foreign": 0.35,
    "html": 1.0, "html-alone": 0.7, "skimmed": 1.0,
}  # fmt: skip
_KIND = {"article": 1.5, "segments": 3.0}


def share_of(it: Item) -> float:
    """How often an item is met in one round."""
    form = it.example.form
    return SHARES[form if form in SHARES else form.split("-")[0]] * _KIND.get(it.example.kind, 1.0)


def fit(items: Sequence[Item], plan: Plan, log: Any = print) -> Net:
    """A net fitted to the items; the same for the same plan."""
    torch.manual_seed(plan.seed)
    rng = np.random.default_rng(plan.seed)
    net = Net(items[0].table.shape[1], plan.width, plan.word_width, plan.dilations, plan.drop)
    _scale(net, items)
    average = {name: value.clone() for name, value in net.state_dict().items()}
    shares = np.array([share_of(it) for it in items])
    steps_a_round = sum(
        1 for _ in batches(_drawn(items, shares, np.random.default_rng(0)), np.random.default_rng(0), plan.units)
    )
    total = steps_a_round * plan.epochs
    groups = [
        {"params": [p for n, p in net.named_parameters() if not n.startswith("words")], "weight_decay": plan.decay},
        {"params": net.words.parameters(), "weight_decay": 0.0},
    ]
    optimiser = torch.optim.AdamW(groups, lr=plan.rate)
    step, started = 0, time.time()
    for epoch in range(plan.epochs):
        losses = []
        for batch in batches(_drawn(items, shares, rng), rng, plan.units):
            for group in optimiser.param_groups:
                group["lr"] = plan.rate * _pace(step / total)
            loss = _loss(net, batch, plan, rng)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            step += 1
            keep = min(0.995, step / (step + 10))
            for name, value in net.state_dict().items():
                average[name].lerp_(value, 1 - keep)
            losses.append(loss.item())
        log(f"  round {epoch + 1}: loss {np.mean(losses):.4f}  {time.time() - started:.0f} s")
    net.load_state_dict(average)
    return net.eval()


def side_by_side(tasks: Sequence[tuple[Sequence[Item], Plan]], processes: int) -> list[Net]:
    """A net for each task, in their order; the same whatever the number of processes."""
    if not tasks:
        return []
    _tasks[:] = tasks  # forked processes find them here: items are gigabytes, and need not travel
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        nets = pool.map(_fitted, range(len(tasks)), chunksize=1)
    _tasks.clear()
    return nets


_tasks: list[tuple[Sequence[Item], Plan]] = []


def _fitted(number: int) -> Net:
    return fit(*_tasks[number])


def _scale(net: Net, items: Sequence[Item]) -> None:
    """What features mostly are and how far they stray, by a sample that is the same whatever the net's seed."""
    drawn = np.random.default_rng(0).permutation(len(items))[:1500]
    sample = np.concatenate([items[i].table[:200] for i in drawn]).astype(np.float32)
    net.mean.copy_(torch.tensor(sample.mean(0)))
    net.scale.copy_(torch.tensor(1 / np.maximum(sample.std(0), 0.05)))


def _pace(done: float) -> float:
    warm = 0.05
    return (
        done / warm
        if done < warm
        else 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1.0, (done - warm) / (1 - warm))))
    )


def _drawn(items: Sequence[Item], shares: np.ndarray, rng: np.random.Generator) -> list[Item]:
    times = np.floor(shares + rng.random(len(items))).astype(int)
    return [it for it, n in zip(items, times, strict=True) for _ in range(n)]


def _loss(net: Net, batch: Sequence[Item], plan: Plan, rng: np.random.Generator) -> Any:
    table, slots, offsets, mask, target, weight = tensors(batch, plan, rng)
    logits, chrome = net(table, slots, offsets, mask)
    each = torch.nn.functional.binary_cross_entropy_with_logits(logits, target, reduction="none")
    log_loss = (each * weight).sum() / len(batch)
    dirty = torch.tensor([it.dirty for it in batch])
    log_loss = log_loss + plan.chrome * torch.nn.functional.binary_cross_entropy_with_logits(chrome, dirty)
    p = torch.sigmoid(logits)
    both = (p * target * weight).sum(1)
    f1 = (2 * both + 0.02) / ((p * weight).sum(1) + (target * weight).sum(1) + 0.02)
    return log_loss + plan.f1 * (1 - f1).mean()


def tensors(batch: Sequence[Item], plan: Plan | None = None, rng: Any = None) -> tuple[Any, ...]:
    """A batch padded to its longest; with a plan, words and evidence are hidden as it says."""
    starts = [
        0 if len(it.target) <= _LONGEST or plan is None else int(rng.integers(len(it.target) - _LONGEST))
        for it in batch
    ]
    sizes = [len(it.target) if plan is None else min(len(it.target), _LONGEST) for it in batch]
    n = max(sizes)
    table = np.zeros((len(batch), n, batch[0].table.shape[1]), np.float32)
    mask, target, weight = (np.zeros((len(batch), n), np.float32) for _ in range(3))
    all_slots, all_at = [], []
    for row, (it, start, size) in enumerate(zip(batch, starts, sizes, strict=True)):
        table[row, :size] = it.table[start : start + size]
        mask[row, :size] = 1
        target[row, :size] = it.target[start : start + size]
        weight[row, :size] = it.weight[start : start + size]
        slots, owners, known = it.slots, it.slot_owners, it.known
        assert slots is not None and owners is not None
        if plan is not None:
            if rng.random() < plan.wordless:
                slots, owners, known = slots[:0], owners[:0], 0.0
            else:
                keep = rng.random(len(slots)) >= plan.unread
                slots, owners = slots[keep], owners[keep]
            if rng.random() < plan.ruleless:
                table[row, :, EVIDENCE[:-1]] = 0
        inside = (owners >= start) & (owners < start + size)
        all_slots.append(slots[inside])
        all_at.append(owners[inside] - start + row * n)
        table[row, :size, KNOWN] = known
    at = np.concatenate(all_at)
    offsets = np.searchsorted(at, np.arange(len(batch) * n))
    t = torch.from_numpy
    return t(table), t(np.concatenate(all_slots)), t(offsets), t(mask)[..., None], t(target), t(weight)


def predict(nets: Sequence[Net], items: Sequence[Item]) -> list[tuple[np.ndarray, float]]:
    """How likely each unit of each item is body, and how likely it is that there is chrome in the item."""
    out = []
    with torch.no_grad():
        for it in items:
            said = [net(*tensors([it])[:4]) for net in nets]
            body, chrome = (torch.sigmoid(sum(part) / len(nets)) for part in zip(*said, strict=True))
            out.append((body[0].numpy(), float(chrome[0])))
    return out
