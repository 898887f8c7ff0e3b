"""A council's scores as plain data, for `score --json`: exact values beside the shown ones."""

from dataclasses import asdict
from typing import Any, Final

from benchmark.council.summary import NodeRow, Summary
from scoring.fingerprint import fingerprint

FORMAT: Final = "council-scores/1"


def summary_data(summary: Summary, round_id: str) -> dict[str, Any]:
    """Give the scores, their working, coverage and evidence. Numbers are exact; `shown` is what a person reads."""
    questionnaire = summary.assessment.questionnaire
    return {
        "format": FORMAT,
        "questionnaire": questionnaire.id,
        "version": questionnaire.version,
        "language": questionnaire.language,
        "fingerprint": fingerprint(questionnaire),
        "round": round_id,
        "overall": _node(summary.overall),
        "lowest": summary.lowest.id if summary.lowest else None,
        "sections": [_node(row) for row in summary.sections],
        "themes": [_node(row) for row in summary.themes],
        "cells": [_node(row) for row in summary.cells],
        "carried": {q.id: summary.assessment.answer(q).carried for q in summary.assessment.unconfirmed()},
        "questions": [asdict(row) for row in summary.questions],
        "strongest": [row.id for row in summary.strongest],
        "weakest": [row.id for row in summary.weakest],
        "working": [asdict(row) for row in summary.working],
    }


def _node(row: NodeRow) -> dict[str, Any]:
    data = asdict(row)
    del data["depth"]
    data["shown"] = None if row.score is None else _as_number(row.shown)
    data["target_shown"] = None if row.target_shown is None else _as_number(row.target_shown)
    return {**data, "evidence_share": row.evidence_share}


def _as_number(text: str) -> float:
    return float(text) if "." in text else int(text)
