-- The simple rule set in DuckDB's SQL, for the measures of one stretch of a file.
WITH known AS (
    SELECT measure, area, period, value, numerator, denominator
    FROM read_parquet('{file}') WHERE measure BETWEEN '{first}' AND '{last}'
    QUALIFY row_number() OVER (PARTITION BY measure, area, period ORDER BY published DESC) = 1
),
point AS (
    SELECT measure, area, period, value, value - lag(value) OVER w AS step,
        row_number() OVER (PARTITION BY measure, area ORDER BY period DESC) AS back
    FROM known WHERE value IS NOT NULL WINDOW w AS (PARTITION BY measure, area ORDER BY period)
),
series AS (
    SELECT measure, area, count(*) AS n, avg(value) AS mean, avg(abs(step)) AS whole
    FROM point GROUP BY ALL
),
screened AS (
    SELECT measure, area, avg(abs(step)) FILTER (abs(step) < 3.267 * whole) AS size
    FROM point JOIN series USING (measure, area) GROUP BY ALL
),
limits AS (
    SELECT measure, area, n, mean,
        CASE WHEN n < 2 OR whole <= 1e-9 * abs(mean) THEN NULL
            WHEN coalesce(size, 0) <= 1e-9 * (abs(mean) + whole) THEN whole ELSE size END AS mr,
        2.66 * mr AS reach, 1e-9 * (abs(mean) + mr) AS room
    FROM series JOIN screened USING (measure, area)
),
apart AS (
    SELECT measure, area, n, back, step, reach, room, value - mean AS d,
        abs(d) > 2 / 3 * reach + room AND abs(d) <= reach + room AS near
    FROM point JOIN limits USING (measure, area) WHERE back <= 7
),
cause AS (
    SELECT measure, area,
        CASE
            WHEN any_value(reach) IS NULL THEN 'not-judged'
            WHEN bool_or(d > reach + room) FILTER (back = 1) THEN 'above-limit'
            WHEN bool_or(d < -reach - room) FILTER (back = 1) THEN 'below-limit'
            WHEN any_value(n) >= 7 AND bool_and(step > room) FILTER (back <= 6) THEN 'rising'
            WHEN any_value(n) >= 7 AND bool_and(step < -room) FILTER (back <= 6) THEN 'falling'
            WHEN any_value(n) >= 3 AND bool_and(d > room) FILTER (back <= 3)
                AND count(*) FILTER (back <= 3 AND near) >= 2
                AND bool_or(near) FILTER (back = 1) THEN 'near-upper'
            WHEN any_value(n) >= 3 AND bool_and(d < -room) FILTER (back <= 3)
                AND count(*) FILTER (back <= 3 AND near) >= 2
                AND bool_or(near) FILTER (back = 1) THEN 'near-lower'
            WHEN any_value(n) >= 7 AND bool_and(d > room) THEN 'shift-above'
            WHEN any_value(n) >= 7 AND bool_and(d < -room) THEN 'shift-below'
            ELSE 'common-cause'
        END AS special_cause
    FROM apart GROUP BY ALL
),
last AS (
    SELECT * FROM known
    QUALIFY row_number() OVER (PARTITION BY measure, area ORDER BY period DESC) = 1
),
previous AS (
    SELECT measure, area, arg_max(known.value, known.period) AS previous
    FROM known JOIN (SELECT measure, area, period AS until FROM last) USING (measure, area)
    WHERE known.period < until AND known.value IS NOT NULL GROUP BY ALL
),
england AS (
    SELECT measure, period, value AS benchmark FROM known
    WHERE area = 'E92000001' AND value IS NOT NULL
),
held AS (
    SELECT l.measure, l.area, arg_max(e.benchmark, e.period) AS benchmark
    FROM last AS l JOIN england AS e ON e.measure = l.measure AND e.period <= l.period
    GROUP BY ALL
),
ranked AS (
    SELECT measure, area, period,
        rank() OVER (PARTITION BY measure, period ORDER BY value * sign DESC) AS rank,
        count(*) OVER (PARTITION BY measure, period) AS peers
    FROM known JOIN polarity USING (measure)
    WHERE area <> 'E92000001' AND value IS NOT NULL
),
joined AS (
    SELECT l.*, previous, benchmark, special_cause, polarity, rank, peers,
        l.value - previous AS change, sign * change AS gain, sign * (l.value - benchmark) AS lead,
        1e-9 * greatest(1, abs(l.value), abs(previous)) AS room,
        1e-9 * greatest(1, abs(l.value), abs(benchmark)) AS space,
        numerator AS x, denominator AS t, 1.959963984540054 AS z,
        z * sqrt(z * z + 4 * x * (1 - x / t)) AS spread
    FROM last AS l JOIN polarity USING (measure) LEFT JOIN previous USING (measure, area)
        LEFT JOIN held USING (measure, area) LEFT JOIN cause USING (measure, area)
        LEFT JOIN ranked USING (measure, area, period)
)
SELECT measure, area, value AS latest, previous, change,
    CASE WHEN value IS NULL OR previous IS NULL OR polarity = 'neither' THEN 'cannot be assessed'
        WHEN abs(change) <= room THEN 'unchanged'
        WHEN abs(gain) <= 0.5 + room THEN 'marginal change'
        WHEN gain > 0 THEN 'improving' ELSE 'worsening' END AS trend,
    CASE WHEN value IS NULL OR benchmark IS NULL OR polarity = 'neither'
            OR area = 'E92000001' THEN 'cannot be assessed'
        WHEN lead > 0.5 + space THEN 'better'
        WHEN lead >= -0.5 - space THEN 'similar' ELSE 'worse' END AS benchmark_verdict,
    coalesce(rank, 0)::INTEGER AS rank, coalesce(peers, 0)::INTEGER AS peers,
    CASE WHEN value IS NULL THEN 'no-point' ELSE special_cause END AS special_cause,
    100 * 2 * x * (x / t) / (2 * x + z * z + spread) AS lower,
    CASE WHEN value IS NOT NULL -- least() passes over NULL
        THEN 100 * least(1, (2 * x + z * z + spread) / (2 * (t + z * z))) END AS upper
FROM joined ORDER BY measure, area
