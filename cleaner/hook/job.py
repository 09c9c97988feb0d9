"""What is to be done with one file: a value that goes to a worker process and says all it needs."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cleaner import items, line_model
from cleaner.config import InForce
from cleaner.errors import SourceError
from cleaner.formats import records
from cleaner.marks import Mark
from cleaner.pipeline import Result
from cleaner.sources import Failure, Format, Item

# Line breaks and blanks are the file's own: a check counts its lines, and a fix leaves them alone.
_NOT_WANTED = ("blanks",)
# Where nobody remembers the title, the next run would look for it again, in the first subheading.
_LIFTED = "title"


@dataclass(frozen=True)
class Job:
    """One file, how it is read, and what holds for it."""

    path: str
    in_force: InForce
    form: Format = "auto"
    nul: bool = False
    field: str | None = None
    encoding: str | None = None

    @property
    def marks(self) -> tuple[Mark, ...]:
        return self.in_force.marks

    @property
    def metadata(self) -> str:
        return str(self.in_force.values["metadata"])

    @property
    def reading(self) -> dict[str, Any]:
        """The arguments of `sources.read`."""
        return {"form": self.form, "nul": self.nul, "field": self.field, "encoding": self.encoding}

    def cleaned(self, item: Item) -> Result | Failure:
        """An item of the file, cleaned."""
        settings = self.in_force.settings
        stays = [*settings.ignore, *_NOT_WANTED]
        if not self.in_force.values["unsafe"]:
            stays.append(line_model.RULE)  # what no rule names
        if self.metadata == "drop":
            stays.append(_LIFTED)
        is_page = item.form == "html"  # of a text, one round may leave what the next run would find
        settings = replace(settings, ignore=tuple(stays), fast=settings.fast and is_page)
        try:
            item = self._with_sidecar(item)
        except SourceError as e:
            return Failure(item.name, item.line, str(e))
        return items.cleaned(items.cleaner_of(settings), item, self.marks)

    def _with_sidecar(self, item: Item) -> Item:
        """An item with the metadata that lies beside its file."""
        if self.metadata != "sidecar" or item.record or item.name == "-":
            return item
        return replace(item, metadata={**read_sidecar(sidecar(item.name)), **item.metadata})


def sidecar(path: str) -> Path:
    """Where the metadata of a text is when it lies beside it."""
    return Path(f"{path}.meta.json")


def read_sidecar(path: Path) -> Mapping[str, Any]:
    """The metadata in a sidecar, none if there is no such file.

    Raises:
        SourceError: when it is no JSON object.
    """
    try:
        record = records.parse(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, SourceError) as e:
        raise SourceError(f"its metadata in {path.name} cannot be read: {e}") from None
    return {name: member.value for name, member in record.members.items()}
