"""What a caller can set, as one frozen value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from cleaner.errors import SettingsError
from cleaner.packs import KINDS, near


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of a `Cleaner`.

    `select` and `ignore` hold kinds (`"share"`), rule ids (`"en/share/like-this"`) or the packs before them
    (`"en"`); what is ignored stays in the text. `budget` is the largest share of a text's prose that single lines
    and blocks inside it may take before they are kept and flagged. `company` is how many weak lines in a row are
    chrome without a strong one among them. `languages` are those whose shipped rules apply, all if none are named,
    `packs` rule files or directories of your own. `sites` is a directory of rules for single sites, looked up by
    the host of a text's address. `model` says whether the line model is asked about what no rule names, and `favor`
    what it goes for: "precision" takes more chrome, "recall" keeps more body. `fast` has one net of the
    line model speak first, and the rules once, of what it leaves; pages are skimmed: printed by resiliparse without
    `nav` and `footer`, read without selectors and trafilatura. `options` holds the keyword options of cleaners by name.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    budget: float = 0.5
    company: int = 3
    languages: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    sites: str = ""
    model: bool = True
    favor: Literal["precision", "recall"] | None = None
    fast: bool = False
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not isinstance(self.budget, int | float) or not 0 <= self.budget <= 1:
            raise SettingsError(f"budget is a share of the text, from 0 to 1, not {self.budget!r}")
        if not isinstance(self.company, int) or self.company < 1:
            raise SettingsError(f"company is a whole number from 1 on, not {self.company!r}")
        if self.favor not in (None, "precision", "recall"):
            raise SettingsError(f"favor is precision or recall, not {self.favor!r}")
        for name in (*self.select, *self.ignore):
            if not name or ("/" not in name and not name.islower()):
                raise SettingsError(f"{name!r} is no kind, rule or pack{near(name, KINDS)}")

    def __hash__(self) -> int:  # without `options`, which have none
        names = (name for name in self.__dataclass_fields__ if name != "options")
        return hash(tuple(getattr(self, name) for name in names))

    def wants(self, kind: str, rule: str) -> bool:
        """Whether a label of this kind by this rule may remove anything."""
        return (not self.select or _named(kind, rule, self.select)) and not _named(kind, rule, self.ignore)


def _named(kind: str, rule: str, names: tuple[str, ...]) -> bool:
    return any(name == kind or rule == name or rule.startswith(f"{name}/") for name in names)
