"""Published tables → files with the columns of other data sets, so that scripts written for those run on ours."""

from pipeline.exports import acled, gdelt, icews, phoenix, polecat

LAYOUTS = {one.name: one for one in (acled.LAYOUT, gdelt.LAYOUT, icews.LAYOUT, polecat.LAYOUT, phoenix.LAYOUT)}
"""The formats of `event-coder export`, by name."""
