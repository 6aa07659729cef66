"""Floor 2: the published statistical methods, as functions of arrays. One method a file.

A method knows numbers only: no panel, no policy, no sentence. Where a measure is given as a
matrix, its rows are areas and its columns periods in the order of time, and NaN stands where
there is no figure. A figure that cannot be (a negative count, a count above its denominator, an
infinite value) gives NaN, or no verdict with an obstacle, and never a warning.
"""
