"""The simple rule set written the ways that others would: Polars, DuckDB's SQL, pandas.

Each takes a Parquet file of the store and some measures, and gives the columns of ``VERDICTS``.
They are for generated stores: one load, whole years, percentages, no breaks.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa

ENGLAND = "E92000001"
BAND = 0.5
Z = 1.959963984540054
KEY = ["measure", "area"]
FIGURES = ["latest", "previous", "change", "lower", "upper"]
VERDICTS = [*KEY, *FIGURES, "trend", "benchmark_verdict", "rank", "peers", "special_cause"]
READ = ["measure", "area", "period", "published", "value", "numerator", "denominator"]
SQL = Path(__file__).with_name("rivals.sql")

Polarities = dict[str, str]


class Part(NamedTuple):
    """Measures that follow one another: their names, and where their rows are in the file."""

    first: str
    last: str
    offset: int
    rows: int


def by_duckdb(file: Path, part: Part, polarities: Polarities) -> pa.Table:
    """Assess some measures in SQL."""
    rows = [(name, p, -1.0 if p == "lower" else 1.0) for name, p in polarities.items()]
    named = [dict(zip(("measure", "polarity", "sign"), row, strict=True)) for row in rows]
    table = pa.Table.from_pylist(
        [row for row in named if part.first <= str(row["measure"]) <= part.last]
    )
    with duckdb.connect(config={"memory_limit": "2GB"}) as connection:
        connection.execute("SET enable_progress_bar = false")
        connection.register("polarity", table)
        query = SQL.read_text("utf-8").format(file=file, first=part.first, last=part.last)
        return connection.execute(query).to_arrow_table()


def by_polars(file: Path, part: Part, polarities: Polarities) -> pa.Table:
    """Assess some measures with expressions over groups."""
    polarity = pl.LazyFrame({"measure": list(polarities), "polarity": list(polarities.values())})
    sign = pl.when(pl.col("polarity") == "lower").then(-1.0).otherwise(1.0)
    v, d = pl.col("value"), pl.col("d")
    known = (
        pl.scan_parquet(file)
        .slice(part.offset, part.rows)
        .select(READ)
        .with_columns(pl.col("measure", "area").cast(pl.String))
        .sort([*KEY, "period", "published"])
        .unique([*KEY, "period"], keep="last", maintain_order=True)
        .join(polarity, on="measure", maintain_order="left")
        .with_columns(sign=sign)
        .collect()
    )
    is_peer = (pl.col("area") != ENGLAND) & v.is_not_null()
    ranked = (
        known.lazy()
        .filter(is_peer)
        .select(
            *KEY,
            "period",
            rank=(v * pl.col("sign")).rank("min", descending=True).over("measure", "period"),
            peers=pl.len().over("measure", "period"),
        )
    )
    england = (
        known.lazy()
        .filter((pl.col("area") == ENGLAND) & v.is_not_null())
        .select("measure", "period", benchmark="value")
        .sort("period")
    )
    last_row = known.lazy().group_by(KEY, maintain_order=True).last()
    earlier = pl.col("period") < pl.col("period").max().over(KEY)
    previous = known.lazy().filter(earlier & v.is_not_null()).group_by(KEY).agg(previous=v.last())
    joined = (
        last_row.sort("period")
        .join_asof(england, on="period", by="measure", check_sortedness=False)
        .join(previous, on=KEY, how="left")
        .join(_causes(known, d), on=KEY, how="left")
        .join(ranked, on=[*KEY, "period"], how="left")
    )
    return _verdicts(joined).sort(KEY).collect().to_arrow()


def _causes(known: pl.DataFrame, d: pl.Expr) -> pl.LazyFrame:
    v = pl.col("value")
    points = (
        known.lazy()
        .filter(v.is_not_null())
        .select(*KEY, "value", step=v.diff().over(KEY))
        .with_columns(n=pl.len().over(KEY), mean=v.mean().over(KEY))
        .with_columns(whole=pl.col("step").abs().mean().over(KEY))
    )
    whole, mean = pl.col("whole"), pl.col("mean")
    step = pl.col("step")
    size = (
        pl.when((pl.col("n") < 2) | (whole <= 1e-9 * mean.abs()))
        .then(None)
        .when(pl.col("screened").fill_null(0) <= 1e-9 * (mean.abs() + whole))
        .then(whole)
        .otherwise(pl.col("screened"))
    )
    reach, room = pl.col("reach"), pl.col("room")
    near = (d.abs() > 2 / 3 * reach + room) & (d.abs() <= reach + room)
    tail = (
        points.with_columns(screened=step.filter(step.abs() < 3.267 * whole).abs().mean().over(KEY))
        .with_columns(size=size)
        .with_columns(
            d=v - mean, reach=2.66 * pl.col("size"), room=1e-9 * (mean.abs() + pl.col("size"))
        )
        .with_columns(near=near)
        .group_by(KEY)
        .agg(
            pl.col("d").tail(7),
            pl.col("step").tail(6),
            pl.col("near").tail(3),
            pl.col("n", "reach", "room").last(),
        )
    )
    seven, three = pl.col("n") >= 7, pl.col("n") >= 3
    last_d, last3 = d.list.last(), d.list.tail(3)
    two = (pl.col("near").list.sum() >= 2) & pl.col("near").list.last() & three
    cause = (
        pl.when(reach.is_null()).then(pl.lit("not-judged"))
        .when(last_d > reach + room).then(pl.lit("above-limit"))
        .when(last_d < -reach - room).then(pl.lit("below-limit"))
        .when(seven & (pl.col("step").list.min() > room)).then(pl.lit("rising"))
        .when(seven & (pl.col("step").list.max() < -room)).then(pl.lit("falling"))
        .when(two & (last3.list.min() > room)).then(pl.lit("near-upper"))
        .when(two & (last3.list.max() < -room)).then(pl.lit("near-lower"))
        .when(seven & (d.list.min() > room)).then(pl.lit("shift-above"))
        .when(seven & (d.list.max() < -room)).then(pl.lit("shift-below"))
        .otherwise(pl.lit("common-cause"))
    )  # fmt: skip
    return tail.select(*KEY, special_cause=cause)


def _verdicts(joined: pl.LazyFrame) -> pl.LazyFrame:
    v, previous, benchmark = pl.col("value"), pl.col("previous"), pl.col("benchmark")
    x, t, sign = pl.col("numerator"), pl.col("denominator"), pl.col("sign")
    change, lead = v - previous, sign * (v - benchmark)
    room = 1e-9 * pl.max_horizontal(pl.lit(1.0), v.abs(), previous.abs())
    space = 1e-9 * pl.max_horizontal(pl.lit(1.0), v.abs(), benchmark.abs())
    neither = pl.col("polarity") == "neither"
    spread = Z * (Z * Z + 4 * x * (1 - x / t)).sqrt()
    upper = (2 * x + Z * Z + spread) / (2 * (t + Z * Z))
    cannot = pl.lit("cannot be assessed")
    return joined.select(
        *KEY,
        latest=v,
        previous=previous,
        change=change,
        lower=100 * 2 * x * (x / t) / (2 * x + Z * Z + spread),
        # min_horizontal passes over null.
        upper=pl.when(v.is_not_null()).then(100 * pl.min_horizontal(1.0, upper)),
        trend=pl.when(v.is_null() | previous.is_null() | neither).then(cannot)
        .when(change.abs() <= room).then(pl.lit("unchanged"))
        .when(change.abs() <= BAND + room).then(pl.lit("marginal change"))
        .when(sign * change > 0).then(pl.lit("improving"))
        .otherwise(pl.lit("worsening")),
        benchmark_verdict=pl.when(
            v.is_null() | benchmark.is_null() | neither | (pl.col("area") == ENGLAND)
        ).then(cannot)
        .when(lead > BAND + space).then(pl.lit("better"))
        .when(lead >= -BAND - space).then(pl.lit("similar"))
        .otherwise(pl.lit("worse")),
        rank=pl.col("rank").fill_null(0).cast(pl.Int32),
        peers=pl.col("peers").fill_null(0).cast(pl.Int32),
        special_cause=pl.when(v.is_null()).then(pl.lit("no-point"))
        .otherwise(pl.col("special_cause")),
    )  # fmt: skip


def by_pandas(file: Path, part: Part, polarities: Polarities) -> pa.Table:
    """Assess some measures the usual way: a function applied to each group."""
    del part
    frame = pd.read_parquet(file, columns=READ)
    frame[KEY] = frame[KEY].astype(str)
    frame = frame.sort_values([*KEY, "period", "published"])
    frame = frame.drop_duplicates([*KEY, "period"], keep="last")
    england = dict(iter(frame[frame.area == ENGLAND].groupby("measure", sort=False)))
    rows = frame.groupby(KEY, sort=True).apply(
        lambda group: _series(group, group.name, polarities, england)
    )
    found = rows.reset_index()
    peers = frame[(frame.area != ENGLAND) & frame.value.notna()].copy()
    peers["rank"] = 0.0
    for (measure, _), group in peers.groupby(["measure", "period"]):
        lowest = polarities[measure] == "lower"
        peers.loc[group.index, "rank"] = group.value.rank(method="min", ascending=lowest)
        peers.loc[group.index, "peers"] = len(group)
    found = found.merge(peers[[*KEY, "period", "rank", "peers"]], "left", [*KEY, "period"])
    found[["rank", "peers"]] = found[["rank", "peers"]].fillna(0).astype("int32")
    return pa.Table.from_pandas(found[VERDICTS], preserve_index=False)


def _series(
    group: pd.DataFrame, key: tuple[str, str], polarities: Polarities, england: dict[Any, Any]
) -> Any:
    (measure, area), polarity = key, polarities[key[0]]
    row, known = group.iloc[-1], group.dropna(subset=["value"])
    latest = row.value
    earlier = known[known.period < row.period].value
    previous = earlier.iloc[-1] if len(earlier) else float("nan")
    own = england[measure]
    held = own[(own.period <= row.period) & own.value.notna()].value
    benchmark = held.iloc[-1] if len(held) else float("nan")
    sign = -1.0 if polarity == "lower" else 1.0
    change, lead = latest - previous, sign * (latest - benchmark)
    room, space = (1e-9 * max(1.0, abs(latest), abs(other)) for other in (previous, benchmark))
    x, t = row.numerator, row.denominator
    spread = Z * (Z * Z + 4 * x * (1 - x / t)) ** 0.5
    trend = verdict = "cannot be assessed"
    if polarity != "neither" and pd.notna(change):
        trend = "improving" if sign * change > 0 else "worsening"
        if abs(change) <= BAND + room:
            trend = "unchanged" if abs(change) <= room else "marginal change"
    if polarity != "neither" and area != ENGLAND and pd.notna(lead):
        verdict = "better" if lead > BAND + space else "worse"
        verdict = "similar" if -BAND - space <= lead <= BAND + space else verdict
    return pd.Series(
        {
            "period": row.period,
            "latest": latest,
            "previous": previous,
            "change": change,
            "lower": 100 * 2 * x * (x / t) / (2 * x + Z * Z + spread),
            "upper": 100 * min((2 * x + Z * Z + spread) / (2 * (t + Z * Z)), 1.0),
            "trend": trend,
            "benchmark_verdict": verdict,
            "special_cause": "no-point" if pd.isna(latest) else _cause(known.value),
        }
    )


def _cause(values: pd.Series[float]) -> str:
    steps, mean, n = values.diff().dropna(), values.mean(), len(values)
    whole = steps.abs().mean()
    if n < 2 or whole <= 1e-9 * abs(mean):
        return "not-judged"
    size = steps.abs()[steps.abs() < 3.267 * whole].mean()
    if not size > 1e-9 * (abs(mean) + whole):
        size = whole
    reach, room = 2.66 * size, 1e-9 * (abs(mean) + size)
    d = values - mean
    near = (d.abs() > 2 / 3 * reach + room) & (d.abs() <= reach + room)
    seven, three = d.iloc[-7:], d.iloc[-3:]
    two = n >= 3 and near.iloc[-3:].sum() >= 2 and near.iloc[-1]
    cases = {
        "above-limit": d.iloc[-1] > reach + room,
        "below-limit": d.iloc[-1] < -reach - room,
        "rising": n >= 7 and (steps.iloc[-6:] > room).all(),
        "falling": n >= 7 and (steps.iloc[-6:] < -room).all(),
        "near-upper": two and (three > room).all(),
        "near-lower": two and (three < -room).all(),
        "shift-above": n >= 7 and (seven > room).all(),
        "shift-below": n >= 7 and (seven < -room).all(),
    }
    return next((name for name, holds in cases.items() if holds), "common-cause")
