"""Writes the rows of plain.csv in the folder as FITS, VOTable and ECSV."""

import pathlib
import sys

from astropy.table import Table

folder = pathlib.Path(sys.argv[1])
table = Table.read(folder / "plain.csv", format="ascii.csv")
table.write(folder / "binary.fits")
table.write(folder / "tabledata.vot", format="votable", table_id="table")
table.write(folder / "binary2.vot", format="votable", tabledata_format="binary2")
table.write(folder / "table.ecsv", format="ascii.ecsv")
