"""Columns to Parquet bytes and back; the same columns give the same bytes."""

import io
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from airtight.errors import InputError
from airtight.recording.record import Columns
from airtight.recording.tables import Column

_TYPES = {"int64": pa.int64(), "float64": pa.float64(), "uint8": pa.uint8(), "string": pa.string()}


def to_bytes(columns: Columns, *, place: str, declared: tuple[Column, ...] = ()) -> bytes:
    """One table as Parquet.

    Args:
        columns: the table; columns beyond the declared ones are kept, after them.
        place: for messages.
        declared: columns that must be there, with type and unit.

    Raises:
        InputError: a declared column is absent, has the wrong type, or two columns differ in length.

    """
    _check(columns, place=place, declared=declared)
    ordered = [column.name for column in declared]
    ordered += [name for name in columns if name not in ordered]
    notes = {column.name: column for column in declared}
    fields, arrays = [], []
    for name in ordered:
        array = _to_arrow(columns[name], notes.get(name), place=f"{place}.{name}")
        note = notes.get(name)
        metadata = {"unit": note.unit, "meaning": note.meaning} if note else None
        fields.append(pa.field(name, array.type, metadata=metadata))
        arrays.append(array)
    buffer = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=pa.schema(fields)), buffer, compression="zstd")
    return buffer.getvalue()


def from_bytes(content: bytes) -> Columns:
    """The columns of one Parquet file; a missing number is NaN, words are numpy strings."""
    table = pq.ParquetFile(pa.BufferReader(content)).read()
    return {name: _from_arrow(table.column(name)) for name in table.column_names}


def joined(parts: list[Columns]) -> Columns:
    """Several parts of one table, one after another."""
    if len(parts) == 1:
        return parts[0]
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]} if parts else {}


def _check(columns: Columns, *, place: str, declared: tuple[Column, ...]) -> None:
    for column in declared:
        if column.name not in columns:
            raise InputError("column is missing", place=f"{place}.{column.name}", allowed=column.type)
    lengths = {name: np.asarray(values).shape for name, values in columns.items()}
    first = next(iter(lengths.values()), (0,))
    for name, shape in lengths.items():
        if shape != first or len(shape) != 1:
            raise InputError(
                "wrong length", place=f"{place}.{name}", value=shape, allowed=f"{first}, one axis"
            )


def _to_arrow(values: NDArray[Any], column: Column | None, *, place: str) -> Any:  # noqa: ANN401  pyarrow is untyped
    # From buffers: pyarrow's own way to and from numpy imports pandas, if it is there, for seconds.
    array = np.asarray(values)
    words = array.dtype.kind in "OU"
    wanted = (
        column.type if column else "string" if words else "float64" if array.dtype.kind == "f" else "int64"
    )
    if words != (wanted == "string") or array.dtype.kind not in "OUbiuf":
        raise InputError("wrong type", place=place, value=array.dtype, allowed=wanted)
    if words:
        encoded = [str(word).encode() for word in array.tolist()]
        offsets = np.zeros(array.size + 1, dtype=np.int32)
        np.cumsum([len(word) for word in encoded], out=offsets[1:])
        return pa.StringArray.from_buffers(array.size, pa.py_buffer(offsets), pa.py_buffer(b"".join(encoded)))
    numbers = np.ascontiguousarray(array, dtype=wanted)
    if not np.array_equal(numbers, array, equal_nan=array.dtype.kind == "f"):
        raise InputError("cannot be held", place=place, value=array.dtype, allowed=wanted)
    present = np.ones(numbers.size, dtype=bool) if wanted != "float64" else ~np.isnan(numbers)
    validity = None if present.all() else pa.py_buffer(np.packbits(present, bitorder="little"))
    missing = int(numbers.size - np.count_nonzero(present))
    return pa.Array.from_buffers(_TYPES[wanted], numbers.size, [validity, pa.py_buffer(numbers)], missing)


def _from_arrow(column: Any) -> NDArray[Any]:  # noqa: ANN401  pyarrow is untyped
    if pa.types.is_string(column.type):
        return np.array(column.to_pylist(), dtype=np.str_)
    parts = [_numbers(chunk) for chunk in column.chunks]
    return (
        np.concatenate(parts) if parts else np.zeros(0, dtype=str(column.type).replace("double", "float64"))
    )


def _numbers(chunk: Any) -> NDArray[Any]:  # noqa: ANN401  pyarrow is untyped
    validity, data = chunk.buffers()
    span = slice(chunk.offset, chunk.offset + len(chunk))
    numbers = np.frombuffer(data, dtype=str(chunk.type).replace("double", "float64"))[span].copy()
    if validity is not None and chunk.null_count:
        numbers[np.unpackbits(np.frombuffer(validity, dtype=np.uint8), bitorder="little")[span] == 0] = np.nan
    return numbers
