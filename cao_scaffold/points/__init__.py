"""Where CAO must know of a provider: one fact of the host per file, and a table of them all."""

from cao_scaffold.points.point import Point

# In order of application.
POINTS: tuple[Point, ...] = ()
