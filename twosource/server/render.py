"""The server's templates: its own and those of the self-contained page, in one style."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from twosource.reports.as_html import environment

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def _templates() -> Environment:
    from jinja2 import ChoiceLoader, PackageLoader

    own = environment().overlay()
    own.loader = ChoiceLoader([PackageLoader("twosource.server"), PackageLoader("twosource.reports")])
    return own


def page(template: str, **shown: Any) -> str:
    """A page; what is given to it is text, and is escaped."""
    return _templates().get_template(template).render(**shown)


def macro(template: str, name: str) -> Any:
    """A macro of a template, to be called by another one."""
    return getattr(_templates().get_template(template).module, name)
