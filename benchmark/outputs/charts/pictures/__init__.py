"""Pictures of charts: laid out in points by our own arithmetic, drawn by matplotlib.

Importing this package imports matplotlib, which takes a third of a second: import it where something is drawn.
"""

from benchmark.outputs.charts.pictures.engine import prepare

# Before any module of this package imports matplotlib.
prepare()
