using System.Text.Json;
using System.Text.Json.Serialization;
using Streaming.Diagnosis;

namespace Streaming.Telescope.Diagnosing;

/// <summary>The findings as scripts read them.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DoctorDocument))]
internal sealed partial class DoctorJson : JsonSerializerContext
{
    public static string Write(IReadOnlyList<(Group Group, Finding Finding)> findings)
    {
        return JsonSerializer.Serialize(
            new DoctorDocument(
                Count(Verdict.Wrong),
                Count(Verdict.Warning),
                Count(Verdict.NotAsked),
                Count(Verdict.Ok),
                [.. findings.Select(one => new DoctorEntry(
                    JsonNamingPolicy.SnakeCaseLower.ConvertName(one.Group.ToString()),
                    one.Finding.Code,
                    JsonNamingPolicy.SnakeCaseLower.ConvertName(one.Finding.Verdict.ToString()),
                    one.Finding.Text,
                    one.Finding.Why,
                    one.Finding.Remedy))]),
            Default.DoctorDocument);

        int Count(Verdict verdict) => findings.Count(one => one.Finding.Verdict == verdict);
    }
}

/// <summary>How many findings there are of each verdict, and all of them in the order of the checks.</summary>
internal sealed record DoctorDocument(
    int Wrong, int Warnings, int NotAsked, int Ok, IReadOnlyList<DoctorEntry> Findings);

/// <summary>A finding; verdicts are wrong, warning, not_asked and ok.</summary>
internal sealed record DoctorEntry(
    string Group, string Code, string Verdict, string Text, string? Why, string? Remedy);
