using System.CommandLine;
using Streaming.Catalogues.Observations;
using Streaming.Classification.Models;
using Streaming.Classification.Observations;
using Streaming.Classification.Scoring;
using Streaming.Contracts;
using Streaming.Trainer.Data;
using Streaming.Trainer.Evaluating;
using Streaming.Trainer.Promoting;

namespace Streaming.Trainer.Priors;

/// <summary><c>trainer priors</c></summary>
internal static class PriorsCommand
{
    private const int FewestRows = 100;

    public static Command Create(Screen screen, TimeProvider time)
    {
        var without = WithoutOption.Create();
        var source = new Option<string?>("--source")
        {
            Description = "Of the stream, only what this source has observed",
            HelpName = "NAME",
        };
        var count = BoundedOption.Of("--count", "Of the stream, as many events", 10_000, FewestRows, 10_000_000);
        var patience = BoundedOption.Of(
            "--seconds", "Of the stream, listen no longer; Ctrl-C ends it as well", 600.0, 1, 86_400);
        var command = new DocumentedCommand(
            "priors",
            "Estimate the shares of the classes in a file or a stream, and show what they would change; sets nothing",
            """
            trainer priors --data night.csv --without redshift
            trainer priors --data des.fits --profile des --deredden
            trainer priors --broker amqp://user:password@host:5672/ --source rubin
            """)
        {
            without, source, count, patience,
        };
        var data = DataOptions.Optional(
            command, "Observations, with or without classes; without it, the events of a running stream");
        var model = new ModelOption(command);
        var store = new StoreOption(command);
        var broker = new BrokerOption(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var models = store.Read(parsed);
            if (data.ReadIfGiven(parsed) is { } file)
            {
                await OfFileAsync(
                    model.Load(parsed, models), file, WithoutOption.Read(parsed, without), screen, cancellation);
                return ExitCode.Success;
            }

            var address = broker.Read(parsed) ?? throw new FailureException(
                $"give --data FILE, or --broker (or {BrokerOption.Setting}) to listen to a stream");
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(parsed.GetValue(patience)), time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
            var name = parsed.GetValue(source);
            var events = await Progress.RunAsync(
                screen,
                name is null ? "Listening to the stream" : $"Listening to the stream of {name}",
                parsed.GetValue(count),
                report => EventStream.TakeAsync(
                    address, one => name is null || one.Source == name, parsed.GetValue(count), report, either.Token));
            OfEvents(models, events, name, screen, CancellationToken.None);
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task OfFileAsync(
        ModelSnapshot model,
        DataSource file,
        IReadOnlyList<string> without,
        Screen screen,
        CancellationToken cancellation)
    {
        var measurements = model.Ensembles.SelectMany(one => one.Inputs.Measurements).Distinct().Except(without);
        var data = await file.ReadAsync(screen, [.. measurements], cancellation, ClassUse.Optional);
        DataReport.Write(screen, data);
        var answers = Answers.Of(
            model, [.. data.Rows.Select(row => WithoutOption.Apply(row, without))], _ => { }, cancellation);
        var asTrained = answers.Rows.Zip(answers.Probabilities)
            .Select(pair => (pair.First.Class, Answer: AsTrained(model, pair.First.Observation, pair.Second)))
            .Where(pair => pair.Answer is not null)
            .ToList();
        var classes = asTrained.TrueForAll(pair => pair.Class.Length > 0) ? asTrained.ConvertAll(pair => pair.Class) : null;
        Show(screen, asTrained.ConvertAll(pair => pair.Answer!), classes, name: null, cancellation);
    }

    private static void OfEvents(
        ModelStore models,
        IReadOnlyList<ObjectClassified> events,
        string? name,
        Screen screen,
        CancellationToken cancellation)
    {
        // What has been adjusted already would be adjusted twice.
        var asTrained = events.Where(one => one.Priors is null).ToList();
        if (asTrained.Count < events.Count)
        {
            screen.Line(
                $"passed over: {events.Count - asTrained.Count:N0} events of sources that have priors; unset them first");
        }

        var shares = new Dictionary<(string Model, string Inputs), IReadOnlyDictionary<string, double>?>();
        var answers = asTrained.Select(one => SharesOf(one) is { } trained
                ? new AnswerAsTrained(
                    [one.Probabilities.Star, one.Probabilities.Galaxy, one.Probabilities.Qso],
                    [.. ObjectClass.All.Select(name => trained[name])])
                : null)
            .OfType<AnswerAsTrained>()
            .ToList();
        if (answers.Count < asTrained.Count)
        {
            screen.Line($"passed over: {asTrained.Count - answers.Count:N0} events of models whose class shares the store "
                + $"{models.Path} does not tell");
        }

        Show(screen, answers, classes: null, name, cancellation);

        IReadOnlyDictionary<string, double>? SharesOf(ObjectClassified one)
        {
            var key = (one.Model.Version, string.Join(' ', one.Inputs ?? []));
            if (!shares.TryGetValue(key, out var known))
            {
                shares[key] = known = models.Versions().Contains(one.Model.Version)
                    ? models.ReadManifest(one.Model.Version).Ensembles
                        .FirstOrDefault(ensemble => string.Join(' ', ensemble.Inputs) == key.Item2)?.Shares
                    : null;
            }

            return known;
        }
    }

    private static AnswerAsTrained? AsTrained(ModelSnapshot model, Observation observation, float[] probabilities) =>
        model.EnsembleFor(observation)?.Manifest.Shares is { } shares
            ? new AnswerAsTrained(
                [.. ObjectClass.All.Select(name => (double)probabilities[model.Manifest.Classes.ToList().IndexOf(name)])],
                [.. ObjectClass.All.Select(name => shares[name])])
            : null;

    private static void Show(
        Screen screen,
        List<AnswerAsTrained> answers,
        IReadOnlyList<string>? classes,
        string? name,
        CancellationToken cancellation)
    {
        if (answers.Count < FewestRows)
        {
            throw new FailureException(
                $"only {answers.Count} observations to estimate from, at least {FewestRows} are needed");
        }

        PriorsText.Write(screen, answers, PriorEstimate.Of(answers, cancellation), classes, name);
    }
}
