"""The net, in torch: a line meets its neighbours at growing distances, and the document as a whole."""

from typing import Any

import torch
from torch import nn

from cleaner.model import features, words

KNOWN = features.NAMES.index("all-known-words")


class Net(nn.Module):
    """Features and words of units in; out, as logits, how likely each is body and that there is chrome at all."""

    def __init__(
        self,
        seen: int,
        width: int = 32,
        word_width: int = 16,
        dilations: tuple[int, ...] = (1, 2, 4, 8, 16, 1),
        drop: float = 0.1,
    ) -> None:
        super().__init__()
        self.dilations = dilations
        self.register_buffer("mean", torch.zeros(seen))
        self.register_buffer("scale", torch.ones(seen))
        self.words = nn.EmbeddingBag(words.SLOTS, word_width, mode="mean")
        nn.init.normal_(self.words.weight, std=0.05)
        self.into = nn.Linear(seen + word_width, width)
        self.blocks = nn.ModuleList(nn.Linear(3 * width, width) for _ in dilations)
        self.whole = nn.Linear(2 * width, width)
        self.out = nn.Linear(width, 1)
        self.chrome = nn.Linear(2 * width, 1)
        self.drop = nn.Dropout(drop)

    def forward(self, table: Any, slots: Any, offsets: Any, mask: Any) -> Any:
        """`table` is documents x units x features, `mask` says which units are no padding."""
        b, n, _ = table.shape
        padding = 1e4 * (1 - mask)
        x = ((table - self.mean) * self.scale).clamp(-6, 6)
        read = self.words(slots, offsets).view(b, n, -1) * table[..., KNOWN : KNOWN + 1]
        h = torch.relu(self.into(torch.cat([x, read], -1))) * mask
        for number, (distance, block) in enumerate(zip(self.dilations, self.blocks, strict=True)):
            if number == 2:
                pooled = torch.cat([h.sum(1) / mask.sum(1), (h - padding).amax(1)], -1)
                h = torch.relu(h + self.whole(pooled)[:, None]) * mask
            near = torch.cat([_moved(h, distance), h, _moved(h, -distance)], -1)
            h = (h + torch.relu(block(self.drop(near)))) * mask
        pooled = torch.cat([h.sum(1) / mask.sum(1), (h - padding).amax(1)], -1)
        return self.out(self.drop(h)).squeeze(-1), self.chrome(self.drop(pooled)).squeeze(-1)


def _moved(h: Any, by: int) -> Any:
    """The units moved down by so many places, zeros coming in."""
    n = h.shape[1]
    zeros = h.new_zeros(h.shape[0], min(abs(by), n), h.shape[2])
    return (
        torch.cat([zeros, h[:, :-by]], 1) if 0 < by < n else torch.cat([h[:, -by:], zeros], 1) if -n < by < 0 else zeros
    )
