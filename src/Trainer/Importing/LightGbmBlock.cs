using System.Globalization;

namespace Streaming.Trainer.Importing;

/// <summary>Some lines <c>key=value</c> of LightGBM's text format: its header, or one tree.</summary>
internal sealed class LightGbmBlock
{
    private readonly ModelSource _source;
    private readonly string _place;
    private readonly Dictionary<string, string> _values = [];

    public LightGbmBlock(ModelSource source, string place, IEnumerable<string> lines)
    {
        _source = source;
        _place = place;
        foreach (var line in lines)
        {
            var (key, value) = line.Split('=', 2) is [var before, var after] ? (before, after) : (line, "");
            _values[key] = value;
        }
    }

    public bool Has(string key) => _values.ContainsKey(key);

    public string Text(string key) => _values.GetValueOrDefault(key) ?? throw Refuse($"no {key}");

    public int Integer(string key) => Read<int>(key, 1)[0];

    /// <summary>Reads the block as a tree (LightGBM/src/io/tree.cpp).</summary>
    public SplitTree Tree()
    {
        if (Has("is_linear") && Text("is_linear") != "0")
        {
            throw Refuse("its leaves are linear functions, here they are numbers (linear_tree)");
        }

        if (Integer("num_cat") > 0)
        {
            throw Refuse("it splits by category, which the features here do not have");
        }

        var leaves = Integer("num_leaves");
        if (leaves < 1)
        {
            throw Refuse($"num_leaves is {leaves}");
        }

        return new SplitTree(Splits(leaves - 1), Read<double>("leaf_value", leaves));
    }

    private Split[] Splits(int count)
    {
        if (count == 0)
        {
            return [];
        }

        var features = Read<int>("split_feature", count);
        var thresholds = Read<double>("threshold", count);
        var missing = Read<byte>("decision_type", count);
        var gains = Has("split_gain") ? Read<double>("split_gain", count) : new double[count];
        var left = Read<int>("left_child", count);
        var right = Read<int>("right_child", count);
        if (missing.Any(one => (one & Split.ByCategory) != 0))
        {
            throw Refuse("it splits by category, which the features here do not have");
        }

        if (missing.Any(one => (one & Split.ZeroIsMissing) != 0))
        {
            throw Refuse("zero counts as missing (zero_as_missing), here it is a value");
        }

        return [.. features.Select((feature, i) => new Split(
            feature, thresholds[i], missing[i], double.IsFinite(gains[i]) ? gains[i] : 0, left[i], right[i]))];
    }

    private T[] Read<T>(string key, int count)
        where T : ISpanParsable<T>
    {
        var tokens = Text(key).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (tokens.Length != count)
        {
            throw Refuse($"{key} has {tokens.Length} values, expected are {count}");
        }

        return Array.ConvertAll(tokens, token => T.TryParse(token, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Refuse($"{key} has '{token}', which is not a number"));
    }

    private FailureException Refuse(string reason) => _source.Refuse(_place + reason);
}
