using System.Globalization;
using Streaming.Trainer.Data;
using Streaming.Reporting;

namespace Streaming.Trainer.Exploring;

/// <summary>Puts the report of <c>explore</c> together.</summary>
internal static class ExplorationPage
{
    public static Page Of(
        LabelledData data, ColumnCensus census, DateTimeOffset at, CancellationToken cancellation)
    {
        var sample = new Sample(data);
        var page = new Page(
            $"What is in {data.File}",
            string.Create(CultureInfo.InvariantCulture,
                $"{data.Rows.Count:N0} objects, explored {at.UtcDateTime:yyyy-MM-dd HH:mm} UTC. SHA-256 of the file: "
                    + $"{data.Sha256}"));
        Func<Section>[] sections =
        [
            () => FindingsSection(sample),
            () => DataSection.Of(data, census, sample),
            () => StatisticsSection.Balance(sample),
            () => StatisticsSection.Features(sample),
            () => DistributionSection.Of(sample),
            () => SkySection.Of(sample),
            () => ColourSection.Colours(sample),
            () => ColourSection.Redshift(sample),
            () => SpectrumSection.Of(sample),
            () => CorrelationSection.Of(sample),
        ];
        foreach (var section in sections)
        {
            cancellation.ThrowIfCancellationRequested();
            page.Add(section());
        }

        return page;
    }

    private static Section FindingsSection(Sample sample)
    {
        var section = new Section("Findings")
            .Text("Each sentence is computed from this file.")
            .List(Findings.Of(sample));
        if (sample.Rows.Count < Findings.FewestToTell || sample.Classes.Count() < 2)
        {
            return section;
        }

        return section.Figure(new Figure(
            "What each value alone tells of the class: mutual information of the class and the value cut into 64 "
                + "bins of equal size. Colours tell more together than alone; the figure cannot show that.",
            null,
            BarChart.Draw("Mutual information with the class, bits", [.. Separating.Ranked(sample).Select(one => (
                Sample.Written(one.Name), one.Bits, FormattableString.Invariant($"{one.Bits:0.000}"),
                    "var(--accent)", 0.0))])));
    }
}
