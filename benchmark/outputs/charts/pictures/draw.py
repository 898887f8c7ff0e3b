"""Choose the picture for a chart."""

from benchmark.outputs import theme
from benchmark.outputs.charts.calendar import CalendarChart
from benchmark.outputs.charts.channels import ContactsChart, WorthChart
from benchmark.outputs.charts.chart import Chart
from benchmark.outputs.charts.distribution import DistributionChart
from benchmark.outputs.charts.gaps import GapsChart
from benchmark.outputs.charts.heat_map import HeatMapChart
from benchmark.outputs.charts.levels import LevelsChart
from benchmark.outputs.charts.market import MarketChart
from benchmark.outputs.charts.pictures import (
    bars,
    calendar,
    channels,
    fifths,
    gaps,
    heat,
    levels,
    market,
    profile,
    scores,
    targets,
    trend,
)
from benchmark.outputs.charts.pictures.frame import lay_out
from benchmark.outputs.charts.pictures.page import Page
from benchmark.outputs.charts.profile import ProfileChart
from benchmark.outputs.charts.questions import QuestionsChart
from benchmark.outputs.charts.scores import ScoresChart
from benchmark.outputs.charts.targets import TargetsChart
from benchmark.outputs.charts.trend import TrendChart


def draw(chart: Chart, size: theme.Size) -> Page:
    """Lay a chart out as a page of a size."""
    return lay_out(chart.around, lambda page: _body(chart, page), size)


def _body(chart: Chart, page: Page) -> None:
    match chart:
        case ProfileChart():
            profile.draw(chart, page)
        case DistributionChart():
            fifths.draw(chart, page)
        case HeatMapChart():
            heat.draw(chart, page)
        case QuestionsChart():
            bars.draw(chart, page)
        case LevelsChart():
            levels.draw(chart, page)
        case MarketChart():
            market.draw(chart, page)
        case GapsChart():
            gaps.draw(chart, page)
        case TargetsChart():
            targets.draw(chart, page)
        case _:
            _other(chart, page)


def _other(chart: Chart, page: Page) -> None:
    """Draw what is not a comparison with peers."""
    match chart:
        case ScoresChart():
            scores.draw(chart, page)
        case TrendChart():
            trend.draw(chart, page)
        case CalendarChart():
            calendar.draw(chart, page)
        case ContactsChart() | WorthChart():
            channels.draw(chart, page)
        case _:
            message = f"There is no picture for {type(chart).__name__}"
            raise TypeError(message)
