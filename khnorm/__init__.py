"""khnorm knows Cambodian names: their writing, their titles, their sound, and who is meant.

Every public name is loaded on first use, so `import khnorm` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from khnorm.errors import (
        InputError,
        KhnormError,
        MissingExtraError,
        OutputError,
        Problem,
        TableError,
    )
    from khnorm.jobs.dedupe import dedupe
    from khnorm.jobs.link import link
    from khnorm.jobs.mentions.find import find_names
    from khnorm.match.compare import compare, similarity
    from khnorm.match.resolve import Resolver, resolve
    from khnorm.model import (
        Candidate,
        Cluster,
        Comparison,
        Entity,
        Link,
        Mention,
        Order,
        Part,
        PersonName,
        Reason,
        Resolution,
        Script,
        Spelling,
        Status,
        Title,
        Verdict,
    )
    from khnorm.names.parse import parse
    from khnorm.sound.schemes import romanize
    from khnorm.sound.spellings import khmerizations, romanizations
    from khnorm.text.normalize import normalize

__version__ = "0.1.0"

_HOME = {
    "khnorm.errors": (
        "InputError",
        "KhnormError",
        "MissingExtraError",
        "OutputError",
        "Problem",
        "TableError",
    ),
    "khnorm.jobs.dedupe": ("dedupe",),
    "khnorm.jobs.link": ("link",),
    "khnorm.jobs.mentions.find": ("find_names",),
    "khnorm.match.compare": ("compare", "similarity"),
    "khnorm.match.resolve": ("Resolver", "resolve"),
    "khnorm.model": (
        "Candidate",
        "Cluster",
        "Comparison",
        "Entity",
        "Link",
        "Mention",
        "Order",
        "Part",
        "PersonName",
        "Reason",
        "Resolution",
        "Script",
        "Spelling",
        "Status",
        "Title",
        "Verdict",
    ),
    "khnorm.names.parse": ("parse",),
    "khnorm.sound.schemes": ("romanize",),
    "khnorm.sound.spellings": ("khmerizations", "romanizations"),
    "khnorm.text.normalize": ("normalize",),
}
_MODULE_OF = {name: module for module, names in _HOME.items() for name in names}

__all__ = [
    "Candidate",
    "Cluster",
    "Comparison",
    "Entity",
    "InputError",
    "KhnormError",
    "Link",
    "Mention",
    "MissingExtraError",
    "Order",
    "OutputError",
    "Part",
    "PersonName",
    "Problem",
    "Reason",
    "Resolution",
    "Resolver",
    "Script",
    "Spelling",
    "Status",
    "TableError",
    "Title",
    "Verdict",
    "__version__",
    "compare",
    "dedupe",
    "find_names",
    "khmerizations",
    "link",
    "normalize",
    "parse",
    "resolve",
    "romanizations",
    "romanize",
    "similarity",
]


def __getattr__(name: str) -> Any:
    module = _MODULE_OF.get(name)
    if module is None:
        raise AttributeError(f"module 'khnorm' has no attribute {name!r}")
    value = getattr(import_module(module), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
