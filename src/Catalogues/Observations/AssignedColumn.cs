using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Streaming.Catalogues.Profiles;
using Streaming.Catalogues.Tables;
using Streaming.Contracts;

namespace Streaming.Catalogues.Observations;

/// <summary>A column whose numbers an observation holds, and how they become what it holds.</summary>
/// <param name="Role">What it is to the observation.</param>
/// <param name="Place">Its place in the table.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Offset">Added to a magnitude: from Vega to AB.</param>
internal sealed record AssignedColumn(string Role, int Place, Unit Unit, double Offset = 0)
{
    /// <summary>What its values can be, as the contract says; null where nothing is known of them.</summary>
    public (double Minimum, double Maximum)? Range { get; } = RangeOf(Role);

    /// <summary>
    /// Whether the user named the unit: then numbers that no such unit would give are theirs to answer for.
    /// </summary>
    public bool IsUnitGiven { get; init; }

    /// <summary>All of it in one word.</summary>
    public string Meaning =>
        FormattableString.Invariant($"{Role}={Place}:{Unit.Name}{(IsUnitGiven ? "!" : "")}+{Offset}");

    /// <summary>Converts the column's values.</summary>
    /// <param name="values">The column.</param>
    /// <param name="target">A number a row; NaN where none was measured.</param>
    /// <param name="wrong">Called with the rows that hold another text than a number.</param>
    public void Convert(ColumnValues values, Span<double> target, Action<int, string> wrong)
    {
        var isMarked = !Unit.IsFlux;
        for (var row = 0; row < target.Length; row++)
        {
            if (!values.TryNumber(row, out var number))
            {
                wrong(row, Role);
            }

            target[row] = isMarked && NotMeasured.IsMark(number) && !IsPlace(number)
                ? double.NaN
                : Unit.Convert(number) + Offset;
            if (target[row] == 360 && Role == Observations.Role.Alpha)
            {
                target[row] = 0;
            }
        }
    }

    // A right ascension of 99 degrees is a place on the sky.
    private bool IsPlace(double number) => Role == Observations.Role.Alpha && number is >= 0 and <= 360;

    private static (double, double)? RangeOf(string role) =>
        typeof(ObservationReceived)
            .GetProperty(role, BindingFlags.IgnoreCase | BindingFlags.Public | BindingFlags.Instance)?
            .GetCustomAttribute<RangeAttribute>() is { } range
                ? ((double)range.Minimum, (double)range.Maximum)
                : null;
}
