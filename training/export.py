"""The fitted net as a file that numpy reads: small, without pickles, with the names of what it sees."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from cleaner.model import features
from training.net import Net


def arrays(nets: Sequence[Net], slots: np.ndarray, form: features.Form) -> dict[str, np.ndarray]:
    """The weights of nets with the one word list they read, as the runtime reads them: the first axis is the net."""
    scaling = {name: nets[0].get_buffer(name).numpy() for name in ("mean", "scale")}
    parts = [_of_net(net, slots, **scaling) for net in nets]
    out = {name: np.stack([part[name] for part in parts]) for name in parts[0]}
    dilations = np.array(nets[0].dilations, np.int16)
    return out | scaling | {"features": np.array(features.FEATURES[form]), "slots": slots, "dilations": dilations}


def _of_net(net: Net, slots: np.ndarray, mean: np.ndarray, scale: np.ndarray) -> dict[str, np.ndarray]:
    """Matrices for `x @ w` in half precision, words as whole numbers of a column's largest.

    The first takes features that are centred and scaled as is usual for all nets, not for this one alone.
    """
    state = {name: value.detach().numpy() for name, value in net.named_parameters()}
    seeing = state["into.weight"][:, : len(mean)]
    own = {name: net.get_buffer(name).numpy() for name in ("mean", "scale")}
    state["into.bias"] = state["into.bias"] + seeing @ ((mean - own["mean"]) * own["scale"])
    rest = state["into.weight"][:, len(mean) :]
    state["into.weight"] = np.concatenate([seeing * (own["scale"] / scale), rest], axis=1)
    table = state.pop("words.weight") * (slots > 0)[:, None]
    largest = np.abs(table).max(0) / 127 + 1e-9
    out = {"words": np.round(table / largest).astype(np.int8), "words.scale": largest.astype(np.float32)}
    for name, value in state.items():
        if name.startswith("blocks") and value.ndim == 2:
            width = len(value)
            value = np.concatenate([value[:, i * width : (i + 1) * width].T for i in range(3)], axis=1)
        elif value.ndim == 2:
            value = value.T
        out[name] = value.astype(np.float16)
    return out


def write(path: Path, content: dict[str, np.ndarray]) -> None:
    """An .npz without times in it: the same weights give the same bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(content):
            data = io.BytesIO()
            np.save(data, content[name], allow_pickle=False)
            archive.writestr(
                zipfile.ZipInfo(f"{name}.npy", (2000, 1, 1, 0, 0, 0)), data.getvalue(), zipfile.ZIP_DEFLATED
            )
