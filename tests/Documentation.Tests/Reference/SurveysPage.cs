using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Streaming.Integration.Tests.Workers;

namespace Streaming.Documentation.Tests.Reference;

/// <summary>What every survey calls what an observation holds, made from the profiles.</summary>
internal static class SurveysPage
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "src", "Catalogues", "Profiles", "Surveys");

    private static readonly (string Key, string Meaning)[] Photometry =
        [("bands", "the bands"), ("otherwise", "the bands where none of these is there; else measurements")];

    public static string Make()
    {
        var profiles = Directory.EnumerateFiles(Folder, "*.json").Order(StringComparer.Ordinal)
            .Select(file => JsonNode.Parse(File.ReadAllText(file))!.AsObject()).ToList();
        var page = new StringBuilder($"""
            {Markdown.Made}

            # Surveys

            How the programs know what a column is, by the survey that a table is of. `--profile NAME` says which; else it is
            recognised by the columns, and said where the names are not plainly u g r i z. `BAND` stands for each of u, g, r, i
            and z. Case does not matter; for all but the bands neither do underscores and blanks. Two columns that could be the
            same thing are never chosen between: the message names both, and the `--map` that decides. A survey that is not
            here, or a table with names of its own: `--map`, or a file `NAME.json` of the form of
            [sdss.json](../../src/Catalogues/Profiles/Surveys/sdss.json), given to `--profile`.

            In every table: `observation_id`; `observed_at`, or `mjd` (UTC days); `visit_id`; `source`; `alpha`, `ra`, `RAJ2000` or
            `RA_ICRS`; `delta`, `dec`, `DEJ2000` or `DE_ICRS`; `redshift` or `spec_z`, or a column `z` that stands alone while the
            bands have longer names; `class` or `label` with the words star, galaxy, qso, quasar and their plurals; `ebv`.
            Magnitudes are AB. A flux f becomes `ZERO - 2.5 lg f`, with 31.4 in nJy, 23.9 in µJy, 16.4 in mJy, 8.9 in Jy, 22.5 in
            nanomaggies; one that is not positive is not measured. The unit that a file itself names counts before the profile's.

            """);
        foreach (var profile in profiles)
        {
            Add(page, profile);
        }

        return page.ToString();
    }

    private static void Add(StringBuilder page, JsonObject profile)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n## {profile["name"]}\n\n{profile["title"]}. {profile["remark"]}\n\n");
        page.Append("| what | column |\n|---|---|\n");
        foreach (var (role, names) in Members(profile["columns"]))
        {
            page.Append(CultureInfo.InvariantCulture, $"| {role} | {string.Join(", ", names!.AsArray().Select(Code))} |\n");
        }

        foreach (var (key, meaning) in Photometry)
        {
            foreach (var kind in profile[key]?.AsArray() ?? [])
            {
                var unit = kind!["unit"] is { } flux ? $", {flux}" : "";
                page.Append(CultureInfo.InvariantCulture, $"| {meaning}: {kind["kind"]}{unit} | {Code(kind["column"])} |\n");
            }
        }

        foreach (var measured in profile["measurements"]?.AsArray() ?? [])
        {
            var name = measured!["name"] ?? measured["column"];
            var made = measured["vegaToAb"] is { } offset ? $", Vega + {offset} = AB"
                : measured["unit"] is { } unit ? $", {unit} made AB"
                : "";
            page.Append(CultureInfo.InvariantCulture, $"| measurement {Code(name)}{made} | {Code(measured["column"])} |\n");
        }

        foreach (var (column, words) in Members(profile["classes"]))
        {
            var meanings = Members(words).Select(word => $"{word.Key} {word.Value}");
            page.Append(CultureInfo.InvariantCulture, $"| class (`--map class={column}`): {string.Join(", ", meanings)} | `{column}` |\n");
        }

        AddExtinction(page, profile);
        page.Append(CultureInfo.InvariantCulture, $"\nSources: {string.Join("; ", profile["sources"]!.AsArray())}.\n");
    }

    private static void AddExtinction(StringBuilder page, JsonObject profile)
    {
        if (profile["extinction"] is { } extinction)
        {
            page.Append(CultureInfo.InvariantCulture, $"| `--deredden`: extinction | {Code(extinction)} |\n");
        }

        if (profile["transmission"] is { } transmission)
        {
            page.Append(CultureInfo.InvariantCulture, $"| `--deredden`: share of light let through | {Code(transmission)} |\n");
        }

        if (profile["extinctionByReddening"] is { } factors)
        {
            var shown = Members(factors).Select(factor => $"{factor.Key} {factor.Value}");
            page.Append(CultureInfo.InvariantCulture,
                $"| `--deredden`: E(B-V), times {string.Join(", ", shown)} | `ebv` |\n");
        }
    }

    private static JsonObject Members(JsonNode? node) => node?.AsObject() ?? [];

    private static string Code(JsonNode? node) => $"`{node}`";
}
