"""A chart as data: the words around it and its rows. A picture is drawn from this and from nothing else."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


@dataclass(frozen=True)
class Around:
    """The words around a chart.

    `banner` is empty, or says who alone may see the picture. `axis` names what is measured, with its unit.
    """

    name: str
    title: str
    subtitle: str
    axis: str
    footer: tuple[str, ...]
    banner: str
    # False: anyone could have sent the returns.
    invited_only: bool = False


@dataclass(frozen=True)
class Chart:
    """A chart: the words around it, its rows, and the same in words for who cannot see it."""

    around: Around
    alt: str

    @property
    def name(self) -> str:
        """Give the name, from which file names are made."""
        return self.around.name

    @property
    def title(self) -> str:
        """Give the title, which states what was found."""
        return self.around.title

    @property
    def subtitle(self) -> str:
        """Give the subtitle: what is shown, who the peers are and how many, and the setting."""
        return self.around.subtitle

    @property
    def table(self) -> tuple["DataclassInstance", ...]:
        """Give the rows as they are written to CSV."""
        raise NotImplementedError

    @property
    def row_type(self) -> type["DataclassInstance"]:
        """Give the type of the rows, for the header of a table without rows."""
        raise NotImplementedError
