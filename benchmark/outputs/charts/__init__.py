"""Charts as data, and `pictures`, which draws them."""

from benchmark.outputs.charts.build import build_charts
from benchmark.outputs.charts.chart import Chart

__all__ = ["Chart", "build_charts"]
