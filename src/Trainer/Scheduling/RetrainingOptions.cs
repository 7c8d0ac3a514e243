using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Streaming.Trainer.Data;
using Streaming.Trainer.Labels;
using Streaming.Trainer.Messaging;
using Streaming.Trainer.Promoting;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Scheduling;

/// <summary>The options that <c>schedule</c> and <c>run-once</c> share, and the services made of them.</summary>
internal sealed class RetrainingOptions
{
    private readonly Option<int> _newLabels = BoundedOption.Of(
        "--min-new-labels",
        "Train when so many labels are new since the latest training; 0 trains every time",
        500,
        0,
        1_000_000_000);

    private readonly Option<double> _age = BoundedOption.Of(
        "--max-age", "Train when the latest model is older, days", 30.0, 0, 36_500);

    private readonly Option<string> _inputSets = InputSetOptions.Several();
    private readonly DataOptions _data;
    private readonly HyperparameterOptions _hyperparameters;
    private readonly GateOptions _margins;
    private readonly StoreOption _store;
    private readonly LeaseOption _lease;
    private readonly SigningOption _key;
    private readonly LabelStoreOption _labels;
    private readonly BrokerOption _broker;

    private readonly string _command;
    private readonly bool _runsOnce;

    /// <param name="command">The command.</param>
    /// <param name="runsOnce">Whether it reads its data but once.</param>
    public RetrainingOptions(Command command, bool runsOnce)
    {
        (_command, _runsOnce) = (command.Name, runsOnce);
        _data = DataOptions.Several(command);
        command.Options.Add(_inputSets);
        command.Options.Add(_newLabels);
        command.Options.Add(_age);
        _labels = LabelStoreOption.Always(command);
        _broker = new BrokerOption(command);
        _store = new StoreOption(command);
        _lease = new LeaseOption(command);
        _key = new SigningOption(command);
        _margins = new GateOptions(command);
        _hyperparameters = new HyperparameterOptions(command);
    }

    /// <summary>Opens both stores, and registers what retraining needs.</summary>
    /// <exception cref="FailureException">A file or a store is not there, or a setting is wrong.</exception>
    public async Task<RetrainingServices> ReadAsync(
        ParseResult parsed, Screen screen, TimeProvider time, CancellationToken cancellation)
    {
        var data = _data.Read(parsed);
        if (data.IsPassing && !_runsOnce)
        {
            throw new FailureException("--data -: standard input can be read but once; give a file");
        }

        if (!data.IsPassing && data.Files.FirstOrDefault(file => !File.Exists(file)) is { } absent)
        {
            throw new FailureException($"--data {absent}: no such file");
        }

        var models = _store.Read(parsed);
        var key = _key.Read(parsed, screen);
        StoreOption.EnsureWritable(models);
        var broker = _broker.Read(parsed);
        var labels = await LabelStore.OpenAsync(_labels.Read(parsed), time, cancellation);
        var builder = TrainerHost.CreateBuilder(time);
        var wait = _lease.Read(parsed);
        builder.Services
            .AddSingleton(screen)
            .AddSingleton(models)
            .AddSingleton(labels)
            .AddSingleton(new TrainingRun(models, screen, time) { Wait = wait, Key = key })
            .AddSingleton(new Promotion(models, new ModelAnnouncement(broker, screen, time), wait, screen, time))
            .AddSingleton<Retraining>()
            .AddSingleton(new RetrainingSettings(
                data,
                _hyperparameters.ReadPlan(parsed, _inputSets),
                new RetrainingRules(parsed.GetValue(_newLabels), TimeSpan.FromDays(parsed.GetValue(_age))),
                _margins.Read(parsed),
                $"{_command}@{Environment.MachineName}"));
        if (broker is not null)
        {
            builder.Services.AddLabelCollection(broker);
        }

        return new RetrainingServices(builder, labels, broker is not null);
    }
}
