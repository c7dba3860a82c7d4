"""Date expressions: what they cover and how they say it."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from conftest import load_specs
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from generator.dates import Period, Shape, find_periods
from generator.dates import find as finding


def as_spec(period: Period, wanted: dict) -> dict:
    """The fields of ``period`` that a spec may name."""
    found = {
        "text": period.text,
        "shape": period.shape.value,
        "start": period.start,
        "end": period.end,
        "every": period.every,
    }
    if "rrule" in wanted:
        found["rrule"] = period.rrule
    return found


@pytest.mark.parametrize("case", load_specs("dates"))
def test_specs(case):
    found = find_periods(case["text"], year=case["year"])
    wanted = [{"start": None, "end": None, "every": None} | p for p in case["periods"]]
    fillers = wanted + [{}] * (len(found) - len(wanted))
    assert [as_spec(p, w) for p, w in zip(found, fillers, strict=False)] == wanted


@pytest.mark.parametrize("case", load_specs("dates"))
def test_spans_count_from_the_offset(case):
    for period in find_periods("，" * 3 + case["text"], year=case["year"], offset=100):
        start, end = period.span
        assert ("，" * 3 + case["text"])[start - 100 : end - 100] == period.text


def test_rules_are_valid_and_mean_what_they_say():
    after = datetime(2019, 1, 1)
    for case in load_specs("dates"):
        for period in find_periods(case.values[0]["text"], year=2019):
            if period.rrule:
                assert rrulestr(period.rrule, dtstart=after).after(after) is not None
    days = rrulestr("FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1", dtstart=after)
    assert [d.date() for d in days[:3]] == [date(2019, 1, 30), date(2019, 2, 28), date(2019, 3, 30)]


def test_bounds_are_in_order():
    for case in load_specs("dates"):
        for period in find_periods(case.values[0]["text"], year=2019):
            if period.start and period.end:
                assert period.start <= period.end


@given(
    st.text(alphabet="2019年月日底前上下半季度每按十四五“”末至到—、和起内自从3一二三。（ \n个工作旬间第", max_size=60)
)
def test_any_text_is_read(text):
    for period in find_periods(text, year=2019):
        assert text[period.span.start : period.span.end] == period.text
        assert period.shape in Shape


@pytest.mark.parametrize(
    "unit", ["2019年", "3、", "每", "十", "1月至", "“十四五", "自印发之", "3月1日、", "2019.1", "用3", "年底年", "月"]
)
def test_work_grows_with_the_length(unit, monkeypatch):
    """The matcher is called a number of times that grows with the text, and no match reads further than a sentence."""

    class Counted:
        def __init__(self, pattern):
            self.pattern, self.calls, self.read = pattern, 0, 0

        def match(self, text, at=0):
            self.calls += 1
            m = self.pattern.match(text, at)
            self.read += m.end() - at if m else 0
            return m

    def work(times: int) -> int:
        counted = Counted(original)
        monkeypatch.setattr(finding, "ATOM", counted)
        find_periods(unit * times, year=2019)
        return counted.calls + counted.read

    original = finding.ATOM
    assert work(8000) <= 4 * work(2000) + 100
