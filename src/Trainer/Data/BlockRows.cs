using Streaming.Catalogues.Observations;
using Streaming.Classification.Observations;
using Streaming.Contracts;

namespace Streaming.Trainer.Data;

/// <summary>Judges the rows of a block, one by one.</summary>
internal sealed class BlockRows
{
    private readonly CatalogueBlock _block;
    private readonly ClassUse _class;
    private readonly ObservationColumns _observations;
    private readonly Dictionary<int, string> _wrong = [];

    public BlockRows(CatalogueBlock block, CatalogueRequest request)
    {
        (_block, _class) = (block, request.Class);
        _observations = new ObservationColumns(block.Numbers, request.Measurements ?? []);
        foreach (var (row, role) in block.Wrong)
        {
            _wrong.TryAdd(row, role);
        }
    }

    /// <summary>Reads one row.</summary>
    /// <returns>Null, or the first fault, and then no row.</returns>
    public RejectionReason? Parse(int row, out LabelledRow? read)
    {
        read = null;
        if (_wrong.TryGetValue(row, out var wrong))
        {
            return Reason.WrongType(wrong, _block.TextOf(row, wrong), "a number");
        }

        if (_observations.Read(row, out var observation) is { } fault)
        {
            return fault;
        }

        var name = _class == ClassUse.Ignored ? null : _block.ClassOf(row);
        if (name is null && _class == ClassUse.Required)
        {
            return new RejectionReason
            {
                Code = DroppedRow.UnknownClass,
                Message = $"class '{_block.ClassWord(row)}' is not one of {string.Join(", ", ObjectClass.All)}",
            };
        }

        read = new LabelledRow(
            _block.Table.Line(row), observation, name ?? LabelledRow.NoClass, ObjectKey.Of(observation));
        return null;
    }
}
