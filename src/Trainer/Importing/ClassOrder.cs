using Streaming.Contracts;

namespace Streaming.Trainer.Importing;

/// <summary>The classes in the order of a model's outputs.</summary>
internal static class ClassOrder
{
    /// <exception cref="FailureException">These are not the three classes, each once.</exception>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> given, string where)
    {
        var names = given
            .Select(name => ObjectClass.All.FirstOrDefault(
                known => known.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? name)
            .ToList();
        return names.Count == ObjectClass.All.Count && ObjectClass.All.All(names.Contains)
            ? names
            : throw new FailureException(
                $"{where}: '{string.Join(',', given)}' is not {string.Join(", ", ObjectClass.All)}, each once, in the "
                + "order of the model's class indices");
    }

    /// <summary>Every order there is.</summary>
    public static IEnumerable<int[]> Permutations() =>
        from first in Enumerable.Range(0, BoostedTrees.Classes)
        from second in Enumerable.Range(0, BoostedTrees.Classes)
        where first != second
        select new[] { first, second, BoostedTrees.Classes - first - second };
}
