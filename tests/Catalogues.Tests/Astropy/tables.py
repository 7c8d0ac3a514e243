"""Writes FITS and VOTable files into a folder, and what they hold into expected.json; reads the files in its folder
'written' and says in read.json what they hold. Numbers are written as text, so that none loses digits."""

import gzip
import json
import pathlib
import shutil
import sys

import numpy as np
from astropy.io import fits
from astropy.io.votable.tree import Field, Info, Resource, Table, VOTableFile
from astropy.table import Table as AnyTable

folder = pathlib.Path(sys.argv[1])
expected = {}
ids = [9007199254740993, -1, 1237650000000007919, 0, 9223372036854775807]
magnitudes = [20.1, 19.955432561858044, -0.0, 1e-300, 17.35]
words = ["GALAXY", " two blanks before", "", "QSO", "it's"]


def text(value):
    if value is None or value is np.ma.masked or (isinstance(value, (float, np.floating)) and np.isnan(value)):
        return ""
    if isinstance(value, (bool, np.bool_)):
        return "true" if value else "false"
    if isinstance(value, (np.integer, int)):
        return str(int(value))
    if isinstance(value, np.float32):
        value = float(str(value))
    if isinstance(value, (np.floating, float)):
        return repr(float(value)).replace("inf", "Infinity")
    return value.decode() if isinstance(value, bytes) else str(value)


def column(name, kind, values, unit=None):
    return {"Name": name, "Kind": kind, "Unit": unit, "Values": [text(value) for value in values]}


def write_fits(name, columns, known, cards=(), before=(), **options):
    table = fits.BinTableHDU.from_columns(columns, **options)
    table.header.update(cards)
    fits.HDUList([fits.PrimaryHDU(), *before, table]).writeto(folder / name)
    expected[name] = known


def numbers_fits():
    single = np.array(magnitudes, dtype=np.float32)
    small, double = np.array([0, 255, 7, 8, 9], dtype=np.uint8), np.array([1.5, np.nan, -2.0, np.inf, 1e308])
    flags = np.array([[True, False, True]] * 4 + [[False, False, True]])
    write_fits("numbers.fits", [
        fits.Column("id", "K", array=np.array(ids)),
        fits.Column("short", "I", array=np.array([-32768, 32767, 0, 1, 2], dtype=np.int16)),
        fits.Column("int", "J", null=-99, array=np.array([-99, 2147483647, 0, 1, -2147483648], dtype=np.int32)),
        fits.Column("byte", "B", array=small),
        fits.Column("single", "E", unit="mag", array=single),
        fits.Column("double", "D", unit="nJy", array=double),
        fits.Column("flag", "L", array=np.array([True, False, True, True, False])),
        fits.Column("bits", "3X", array=flags),
        fits.Column("complex", "C", array=np.array([1 + 2j] * 5, dtype=np.complex64)),
        fits.Column("wide", "M", array=np.array([1 + 2j] * 5)),
        fits.Column("many", "20E", array=np.ones((5, 20), dtype=np.float32)),
        fits.Column("list", "PE()", array=np.array([np.ones(i, dtype=np.float32) for i in range(5)], dtype=object)),
        fits.Column("longlist", "QD()", array=np.array([np.ones(i) for i in range(5)], dtype=object)),
        fits.Column("bands", "2D", unit="mag", array=np.array([[value, value + 1] for value in magnitudes])),
        fits.Column("last", "D", array=np.array(magnitudes)),
    ], [
        column("id", "Integer", ids),
        column("short", "Integer", [-32768, 32767, 0, 1, 2]),
        column("int", "Integer", [None, 2147483647, 0, 1, -2147483648]),
        column("byte", "Integer", [0, 255, 7, 8, 9]),
        column("single", "Number", single, "mag"),
        column("double", "Number", double, "nJy"),
        column("flag", "Text", [True, False, True, True, False]),
        *(column(f"bits_{i + 1}", "Text", flags[:, i]) for i in range(3)),
        column("bands_1", "Number", magnitudes, "mag"),
        column("bands_2", "Number", [value + 1 for value in magnitudes], "mag"),
        column("last", "Number", magnitudes),
    ])


def scaled_fits():
    u16, u32 = [0, 32768, 65535], [0, 2147483648, 4294967295]
    u64 = [0, 9223372036854775808, 18446744073709551615]
    write_fits("scaled.fits", [
        fits.Column("u16", "I", bzero=2**15, array=np.array(u16, dtype=np.uint16)),
        fits.Column("u32", "J", bzero=2**31, array=np.array(u32, dtype=np.uint32)),
        fits.Column("u64", "K", bzero=2**63, array=np.array(u64, dtype=np.uint64)),
        fits.Column("signed", "B", array=np.array([0, 128, 255], dtype=np.uint8)),
        fits.Column("scaled", "I", array=np.array([0, 3, -26], dtype=np.int16)),
    ], [
        column("u16", "Integer", u16),
        column("u32", "Integer", u32),
        column("u64", "Text", u64),
        column("signed", "Integer", [-128, 0, 127]),
        column("scaled", "Number", [10.0, 11.5, -3.0]),
    ], {"TZERO4": -128, "TSCAL5": 0.5, "TZERO5": 10}, uint=True)


def texts_fits():
    utf8 = ["é".encode(), "naïve".encode(), b"", "☉".encode(), b"plain"]
    pairs = [["ab", "c"], ["", "x y"], ["abcde", ""], ["1", "2"], ["a", "b"]]
    image = fits.ImageHDU(np.zeros((70, 30), dtype=np.float32))
    nothing = fits.BinTableHDU.from_columns([fits.Column("empty", "D", array=np.array([]))])
    write_fits("texts.fits", [
        fits.Column("word", "20A", array=np.array(words)),
        fits.Column("letter", "A", array=np.array(["a", "b", "", "d", "e"])),
        fits.Column("utf8", "6A", array=np.array(utf8)),
        fits.Column("pair", "10A", dim="(5,2)", array=np.array(pairs)),
        fits.Column("it's / a name", "J", array=np.arange(5, dtype=np.int32)),
    ], [
        column("word", "Text", words),
        column("letter", "Text", ["a", "b", "", "d", "e"]),
        column("utf8", "Text", utf8),
        column("pair_1", "Text", [pair[0] for pair in pairs]),
        column("pair_2", "Text", [pair[1] for pair in pairs]),
        column("it's / a name", "Integer", range(5)),
    ], before=[image, nothing])


def ascii_fits():
    table = fits.TableHDU.from_columns([
        fits.Column("word", "A20", ascii=True, array=np.array(words)),
        fits.Column("count", "I11", ascii=True, array=np.array([1, -2, 2147483647, 0, 5])),
        fits.Column("fixed", "F12.5", ascii=True, unit="mag", array=np.array([1.5, -20.25, 0.0, 17.5, 3.0])),
        fits.Column("single", "E15.7", ascii=True, array=np.array([1.5, -20.25, 1e30, 17.5, 3e-30])),
        fits.Column("double", "D25.17", ascii=True, array=np.array(magnitudes)),
    ])
    fits.HDUList([fits.PrimaryHDU(np.zeros((3, 3))), table]).writeto(folder / "ascii.fits")
    expected["ascii.fits"] = [
        column("word", "Text", words),
        column("count", "Integer", [1, -2, 2147483647, 0, 5]),
        column("fixed", "Number", [1.5, -20.25, 0.0, 17.5, 3.0], "mag"),
        column("single", "Number", [1.5, -20.25, 1e30, 17.5, 3e-30]),
        column("double", "Number", magnitudes),
    ]


def many():
    rows = np.arange(20000)
    return rows + 2**60, rows / 7, np.array([f"row {row}" for row in rows])


def many_fits():
    big, seventh, name = many()
    write_fits("many.fits", [
        fits.Column("id", "K", array=big), fits.Column("x", "D", array=seventh), fits.Column("name", "9A", array=name),
    ], [column("id", "Integer", big), column("x", "Number", seventh), column("name", "Text", name)])
    pack("many.fits")


def other_fits():
    write_fits("empty.fits", [fits.Column("x", "D", array=np.array([]))], [column("x", "Number", [])])
    fits.PrimaryHDU(np.zeros((100, 100))).writeto(folder / "image.fits")
    fits.PrimaryHDU().writeto(folder / "nothing.fits")
    fits.HDUList([fits.PrimaryHDU(), fits.CompImageHDU(np.zeros((99, 99), dtype=np.int16))]).writeto(
        folder / "compressed.fits")


def pack(name):
    with open(folder / name, "rb") as plain, gzip.open(folder / (name + ".gz"), "wb") as packed:
        shutil.copyfileobj(plain, packed)
    expected[name + ".gz"] = expected[name]


def votable(fields, rows, masked=(), status=None):
    document = VOTableFile(version="1.4")
    resource = Resource(type="results")
    document.resources.append(resource)
    if status:
        resource.infos.append(Info(name="QUERY_STATUS", value=status))
    table = Table(document)
    resource.tables.append(table)
    for name, datatype, arraysize, options in fields:
        options = dict(options)
        null = options.pop("null", None)
        field = Field(document, name=name, datatype=datatype, arraysize=arraysize, **options)
        if null is not None:
            field.values.null = null
        table.fields.append(field)
    table.create_arrays(len(rows))
    for i, row in enumerate(rows):
        table.array[i] = row
    for row, place in masked:
        table.array.mask[row][place] = True
    return document


def types_vot():
    fields = [
        ("flag", "boolean", None, {}), ("bit", "bit", None, {}), ("bits", "bit", "11", {}),
        ("byte", "unsignedByte", None, {}), ("short", "short", None, {"null": -99}), ("int", "int", None, {}),
        ("id", "long", None, {}), ("letter", "char", None, {}), ("word", "char", "*", {}), ("fixed", "char", "8", {}),
        ("unicode", "unicodeChar", "*", {}), ("unifixed", "unicodeChar", "6", {}),
        ("single", "float", None, {"unit": "mag"}), ("double", "double", None, {"unit": "nJy"}),
        ("complex", "doubleComplex", None, {}), ("list", "double", "*", {}), ("pair", "float", "2", {}),
        ("last", "double", None, {}),
    ]
    singles = np.array(magnitudes, dtype=np.float32)
    unicode = ["é", "naïve", "", "☉", "plain"]
    shorts = [1, -99, 3, 32767, -32768]
    rows = [(
        i % 2 == 0, i % 2 == 1, [True] * 11, 50 * i, shorts[i], 1000000 * i, ids[i], "abcde"[i], words[i],
        ["x", "y z", "", "w", "12345678"][i], unicode[i], ["é", "", "naïve", "☉☉", "123456"][i], singles[i],
        magnitudes[i], 1 + 2j, np.ma.array(np.ones(i), mask=np.zeros(i, dtype=bool)), [1, 2], magnitudes[i],
    ) for i in range(5)]
    known = [
        column("flag", "Text", [True, False, True, False, True]),
        column("bit", "Integer", [0, 1, 0, 1, 0]),
        column("byte", "Integer", [0, 50, 100, 150, 200]),
        column("short", "Integer", [1, None, 3, 32767, -32768]),
        column("int", "Integer", [0, 1000000, 2000000, 3000000, 4000000]),
        column("id", "Integer", ids),
        column("letter", "Text", "abcde"),
        column("word", "Text", words),
        column("fixed", "Text", ["x", "y z", "", "w", "12345678"]),
        column("unicode", "Text", unicode),
        column("unifixed", "Text", ["é", "", "naïve", "☉☉", "123456"]),
        column("single", "Number", singles, "mag"),
        column("double", "Number", magnitudes, "nJy"),
        column("last", "Number", magnitudes),
    ]
    for form in "tabledata", "binary", "binary2":
        name = f"types-{form}.vot"
        votable(fields, rows, status="OVERFLOW").to_xml(str(folder / name), tabledata_format=form)
        expected[name] = known


def nulls_vot():
    fields = [
        ("flag", "boolean", None, {}), ("int", "int", None, {"null": -99}), ("id", "long", None, {"null": -1}),
        ("word", "char", "*", {}), ("double", "double", None, {}),
    ]
    rows = [(True, 1, 2, "a", 1.5), (False, 3, 4, "b", np.nan), (True, -99, 5, "", 2.5)]
    known = [
        column("flag", "Text", [None, False, True]),
        column("int", "Integer", [None, 3, None]),
        column("id", "Integer", [None, 4, 5]),
        column("word", "Text", ["a", "b", ""]),
        column("double", "Number", [None, None, 2.5]),
    ]
    for form in "tabledata", "binary", "binary2":
        name = f"nulls-{form}.vot"
        masked = [(0, "flag"), (0, "int"), (0, "id"), (0, "double")]
        votable(fields, rows, masked).to_xml(str(folder / name), tabledata_format=form)
        expected[name] = known


def other_vot():
    big, seventh, name = many()
    fields = [("id", "long", None, {}), ("x", "double", None, {}), ("name", "char", "*", {})]
    rows = list(zip(big, seventh, name))
    known = [column("id", "Integer", big), column("x", "Number", seventh), column("name", "Text", name)]
    for form in "tabledata", "binary", "binary2":
        votable(fields, rows).to_xml(str(folder / f"many-{form}.vot"), tabledata_format=form)
        expected[f"many-{form}.vot"] = known
        votable(fields[:2], []).to_xml(str(folder / f"empty-{form}.vot"), tabledata_format=form)
        expected[f"empty-{form}.vot"] = [column("id", "Integer", []), column("x", "Number", [])]
    pack("many-binary2.vot")


def read_written():
    held = {}
    for path in sorted((folder / "written").iterdir()):
        table = AnyTable.read(path)
        held[path.name] = [
            column(
                name,
                {"f": "Number", "i": "Integer"}.get(table[name].dtype.kind, "Text"),
                list(table[name]),
                str(table[name].unit) if table[name].unit is not None else None)
            for name in table.colnames
        ]
        with fits.open(path) as units:
            units.verify("exception")
    return held


for write in numbers_fits, scaled_fits, texts_fits, ascii_fits, many_fits, other_fits, types_vot, nulls_vot, other_vot:
    write()
(folder / "expected.json").write_text(json.dumps(expected))
(folder / "read.json").write_text(json.dumps(read_written()))
