using System.Globalization;
using System.Reflection;
using Microsoft.ML.Trainers.LightGbm;

namespace Streaming.Trainer.Training;

/// <summary>Writes down every setting of LightGBM, read from the options themselves: none can be forgotten.</summary>
internal static class TrainerSettings
{
    public static IReadOnlyDictionary<string, string> Of(LightGbmMulticlassTrainer.Options options) =>
        Fields(options, "").Concat(Fields(options.Booster, "Booster."))
            .OrderBy(setting => setting.Key, StringComparer.Ordinal)
            .ToDictionary();

    private static IEnumerable<KeyValuePair<string, string>> Fields(object options, string prefix) =>
        from field in options.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public)
        let value = field.GetValue(options)
        where value is string or ValueType
        select KeyValuePair.Create(prefix + field.Name, Convert.ToString(value, CultureInfo.InvariantCulture)!);
}
