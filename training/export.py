"""The fitted net as a file that numpy reads: small, without pickles, with the names of what it sees."""

import io
import zipfile
from pathlib import Path

import numpy as np

from cleaner.model import features
from training.net import Net


def arrays(net: Net, slots: np.ndarray) -> dict[str, np.ndarray]:
    """A net and its word list as the runtime reads them.

    Matrices for `x @ w` in half precision, words as whole numbers of a column's largest.
    """
    names = features.NAMES if len(net.mean) == len(features.NAMES) else features.HTML_NAMES
    out = {"features": np.array(names), "slots": slots, "dilations": np.array(net.dilations, np.int16)}
    state = {name: value.detach().numpy() for name, value in net.state_dict().items()}
    table = state.pop("words.weight") * (slots > 0)[:, None]
    scale = np.abs(table).max(0) / 127 + 1e-9
    out["words"], out["words.scale"] = np.round(table / scale).astype(np.int8), scale.astype(np.float32)
    for name, value in state.items():
        if name.startswith("blocks") and value.ndim == 2:
            width = len(value)
            value = np.concatenate([value[:, i * width : (i + 1) * width].T for i in range(3)], axis=1)
        elif value.ndim == 2:
            value = value.T
        out[name] = value.astype(np.float32 if name in ("mean", "scale") else np.float16)
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
