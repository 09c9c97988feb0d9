"""The least HTML that a selector marks, to show a rule at work that has no page at hand."""

from html import escape

from cleaner.html.css import Attribute, Compound, Selector

_ROWS = {"tr": "<table>{}</table>", "td": "<table><tr>{}</tr></table>", "th": "<table><tr>{}</tr></table>"}


def fragment(selector: Selector, text: str) -> str:
    """Elements around `text`, each as one step of the selector wants it."""
    html = ""
    open_tags: list[str] = []
    for step in selector:
        if step.combinator == "+":
            html += f"</{open_tags.pop()}>"
        tag, opening = _opening(step.compound)
        html += opening
        open_tags.append(tag)
    html += escape(text, quote=False) + "".join(f"</{tag}>" for tag in reversed(open_tags))
    return _ROWS.get(selector[0].compound.tag, "{}").format(html)


def _opening(compound: Compound) -> tuple[str, str]:
    """The tag and the opening of an element that is what the compound says."""
    for choice in compound.either:
        compound = _both(compound, choice[0])
    link = any(attribute.name == "href" for attribute in compound.attributes)
    tag = compound.tag or ("a" if link else "div")
    attributes = {
        name: value
        for name in ("class", "id", *(attribute.name for attribute in compound.attributes))
        if (value := _value(compound, name)) is not None
    }
    return tag, "<" + " ".join([tag, *(f'{name}="{escape(value)}"' for name, value in attributes.items())]) + ">"


def _both(one: Compound, other: Compound) -> Compound:
    return Compound(
        one.tag or other.tag,
        one.ids + other.ids,
        one.classes + other.classes,
        one.attributes + other.attributes,
    )


def _value(compound: Compound, name: str) -> str | None:
    """What an attribute must hold: what begins it, what is in it, what ends it."""
    own = [attribute for attribute in compound.attributes if attribute.name == name]
    names = {"class": compound.classes, "id": compound.ids[:1]}.get(name, ())
    if not own and not names:
        return None
    inner = [*names, *_values(own, "~=", "*=", "|=")]
    return "".join(_values(own, "=", "^=")) + " ".join(inner) + "".join(_values(own, "$="))


def _values(attributes: list[Attribute], *operators: str) -> list[str]:
    return [attribute.value for attribute in attributes if attribute.operator in operators]
