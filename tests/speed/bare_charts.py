"""Draw shapes and words with matplotlib and nothing else: `python bare_charts.py PAGES.json`."""

import json
import sys
from pathlib import Path

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon
from matplotlib.transforms import Affine2D

for number, page in enumerate(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))):
    height = page["height"] / 72
    figure = Figure(figsize=(page["width"] / 72, height), dpi=page["dots"])
    FigureCanvasAgg(figure)
    place = Affine2D().scale(1 / 72, -1 / 72).translate(0, height) + figure.dpi_scale_trans
    for kind, item in page["items"]:
        if kind == "Words":
            where = {"transform": place, "horizontalalignment": item["align"], "verticalalignment": "baseline"}
            weight = "bold" if item["bold"] else "normal"
            figure.text(
                item["x"], item["y"], item["text"], size=item["size"], color=item["colour"], weight=weight, **where
            )
        elif kind == "Shape":
            fill, edge = item["fill"] or "none", item["edge"] or "none"
            figure.add_artist(Polygon(item["points"], facecolor=fill, edgecolor=edge, transform=place))
        else:
            (x, y), (to_x, to_y) = item["start"], item["end"]
            line = Line2D([x, to_x], [y, to_y], color=item["colour"], linewidth=item["thickness"], transform=place)
            figure.add_artist(line)
    figure.savefig(f"bare-{number}.png")
    figure.savefig(f"bare-{number}.svg")
