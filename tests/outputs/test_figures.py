"""Files of charts: complete, the same bytes every time, safe to embed."""

import hashlib
import os
import re
import struct
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import matplotlib as mpl
import msgspec
import pytest

from benchmark.outputs import figures, theme
from benchmark.outputs.charts import build_charts
from benchmark.pool.comparison import own_group
from tests.outputs import pools
from tests.outputs.test_chart_data import CASES, charts, every_chart

SVG = "{http://www.w3.org/2000/svg}"


def chunks(png):
    at, names = 8, []
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        names.append(png[at + 4 : at + 8].decode("ascii"))
        at += length + 12
    return names


def test_every_chart_gives_four_files_and_progress_is_told(tmp_path):
    told = []
    drawn = list(charts("63", section="data").values())
    written = figures.write_charts(drawn, tmp_path / "new", progress=lambda done, total: told.append((done, total)))
    names = [
        f"{name}.{kind}"
        for name in ("distribution-data", "questions-data", "targets-data")
        for kind in ("png", "svg", "csv", "txt")
    ]
    assert [path.name for path in written] == names
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == sorted(names)
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_what_the_files_hold(tmp_path):
    chart = charts("63")["profile"]
    png, svg, csv, alt = figures.write_chart(chart, tmp_path, "mine")
    assert png.name == "mine.png"
    assert alt.read_text("utf-8") == chart.alt + "\n"
    assert csv.read_bytes().startswith(b"\xef\xbb\xbfitem,title,group,")
    assert len(csv.read_text("utf-8-sig").splitlines()) == len(chart.rows) + 1
    assert svg.read_text("utf-8").startswith('<?xml version="1.0" encoding="utf-8"?>\n<svg ')


def test_a_png_holds_nothing_but_its_pixels_and_their_size():
    for chart in charts("circle", section="data").values():
        assert set(chunks(figures.png_bytes(chart))) == {"IHDR", "pHYs", "IDAT", "IEND"}


@pytest.mark.no_cover
@pytest.mark.parametrize("name", CASES)
def test_every_svg_is_xml_with_a_name_and_a_description(name):
    for chart in every_chart(name, you=True):
        for size in theme.SIZES.values():
            root = ET.fromstring(figures.svg_text(chart, "a-", size))
            assert root.get("role") == "img"
            assert root.get("aria-labelledby") == "a-title a-desc"
            assert (root[0].tag, root[0].get("id"), root[0].text) == (f"{SVG}title", "a-title", chart.title)
            assert (root[1].tag, root[1].get("id"), root[1].text) == (f"{SVG}desc", "a-desc", chart.alt)
            assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
                "svg",
                "title",
                "desc",
                "rect",
                "polygon",
                "line",
                "text",
            }


def test_ids_of_several_pictures_differ_and_nothing_else_is_shared():
    page = "".join(figures.svg_text(chart, f"c{at}-") for at, chart in enumerate(charts("63").values()))
    ids = re.findall(r'\bid="([^"]*)"', page)
    assert len(ids) == len(set(ids)) == 2 * len(charts("63"))
    assert not re.search(r"<style|url\(|href|<script|<!DOCTYPE|<\?xml", page)


def test_text_in_an_svg_stays_text():
    svg = figures.svg_text(charts("63")["profile"], "a-")
    assert "<text" in svg
    assert ">Leadership and culture</text>" in svg


def test_hostile_titles_stay_words(tmp_path):
    benchmark, own = pools.make(20)
    nasty = '<script>alert(1)</script> & "$x^2$" ]]>\0\x1b[31m =1+1 \U0001f600 日本'
    items = tuple(msgspec.structs.replace(item, title=nasty) for item in benchmark.items)
    benchmark = msgspec.structs.replace(benchmark, items=items)
    for chart in build_charts(benchmark, own_group(benchmark, None, own), own)[:4]:
        svg = figures.svg_text(chart, "a-")
        ET.fromstring(svg)
        assert "<script" not in svg
        figures.write_chart(chart, tmp_path, chart.name)


def test_withheld_figures_reach_no_file(tmp_path):
    chart = charts("partly withheld", you=False)["questions-security"]
    figures.write_chart(chart, tmp_path, "security")
    for kind in ("csv", "txt", "svg"):
        told = (tmp_path / f"security.{kind}").read_text("utf-8")
        assert not re.search(r"\d%|Level \d", told)
    for line in (tmp_path / "security.csv").read_text("utf-8-sig").splitlines()[1:]:
        assert line.endswith(",,,,,,,,false,false")


PRINT = """
import hashlib, sys
from tests.outputs.test_chart_data import charts
from benchmark.outputs import figures
for name in ("63", "partly withheld"):
    for chart in list(charts(name).values())[:3]:
        assert "matplotlib.pyplot" not in sys.modules
        print(chart.name, hashlib.sha256(figures.png_bytes(chart)).hexdigest(), hashlib.sha256(figures.svg_text(chart, "a-").encode()).hexdigest())
"""


@pytest.mark.no_cover
def test_the_same_bytes_for_another_user_in_another_place(tmp_path):
    # A user's own settings for matplotlib, where it would look for them.
    (tmp_path / "matplotlibrc").write_text("savefig.dpi: 33\nfont.size: 40\npath.sketch: 3, 100, 2\n")
    there = {**os.environ, "TZ": "Pacific/Chatham", "USER": "somebody", "LOGNAME": "somebody", "HOME": str(tmp_path)}
    there |= {"XDG_CACHE_HOME": str(tmp_path), "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "5", "SOURCE_DATE_EPOCH": "1"}
    there["PYTHONPATH"] = str(Path(__file__).resolve().parents[2])
    there.pop("MPLCONFIGDIR", None)
    done = subprocess.run(
        [sys.executable, "-c", PRINT], cwd=tmp_path, env=there, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    here = []
    for name in ("63", "partly withheld"):
        for chart in list(charts(name).values())[:3]:
            parts = [figures.png_bytes(chart), figures.svg_text(chart, "a-").encode()]
            here.append(" ".join([chart.name, *(hashlib.sha256(part).hexdigest() for part in parts)]))
    assert done.stdout.splitlines() == here


def test_drawing_leaves_the_settings_of_matplotlib_alone():
    before = dict(mpl.rcParams)
    figures.png_bytes(charts("63")["distribution"])
    assert dict(mpl.rcParams) == before
