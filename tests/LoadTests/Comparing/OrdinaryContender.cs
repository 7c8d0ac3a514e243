using System.Collections.Concurrent;
using MassTransit;
using Microsoft.ML;
using Microsoft.ML.Data;
using Streaming.Classification.Features;
using Streaming.Classification.Models;
using Streaming.Classification.Observations;
using Streaming.Classification.Scoring;
using Streaming.Contracts;
using Streaming.Integration.Tests.Workers;

namespace Streaming.LoadTests.Comparing;

/// <summary>
/// The ordinary way, as MassTransit's and ML.NET's pages show it: a consumer of batches, a pool of prediction engines,
/// and a published event for each observation. It knows one set of inputs, and checks nothing.
/// </summary>
internal sealed class OrdinaryContender
{
    public static async Task<IBusControl> StartAsync(Uri broker, CancellationToken cancellationToken)
    {
        var engines = Engines.Load();
        var bus = Bus.Factory.CreateUsingRabbitMq(rabbitMq =>
        {
            rabbitMq.Host(broker);
            rabbitMq.UseRawJsonSerializer(RawSerializerOptions.AddTransportHeaders, isDefault: true);
            rabbitMq.ReceiveEndpoint(ObservationsTopology.Queue, endpoint =>
            {
                endpoint.SetQuorumQueue();
                endpoint.PrefetchCount = 1_500;
                endpoint.UseRawJsonDeserializer(isDefault: true);
                endpoint.Batch<ObservationReceived>(batch =>
                {
                    batch.MessageLimit = 500;
                    batch.TimeLimit = TimeSpan.FromMilliseconds(20);
                    batch.ConcurrencyLimit = 2;
                    batch.Consumer(() => new Consumer(engines));
                });
            });
        });
        await bus.StartAsync(cancellationToken);
        return bus;
    }

    private sealed class Consumer(Engines engines) : IConsumer<Batch<ObservationReceived>>
    {
        public async Task Consume(ConsumeContext<Batch<ObservationReceived>> context)
        {
            var events = new List<(Guid Id, ObjectClassified Event)>(context.Message.Length);
            foreach (var message in context.Message)
            {
                var probabilities = engines.Score(Observation.From(message.Message));
                events.Add((message.MessageId!.Value, ContenderEvent.Of(message.Message, probabilities)));
            }

            await Task.WhenAll(events.Select(one => context.Publish(
                one.Event, publish => publish.MessageId = one.Id, context.CancellationToken)));
        }
    }

    /// <summary>A prediction engine is not for two threads at once: each takes one of its own.</summary>
    private sealed class Engines(Func<PredictionEngine<FeatureRow, Scores>> create, FeatureSchema schema)
    {
        private readonly ConcurrentBag<PredictionEngine<FeatureRow, Scores>> _idle = [];

        public static Engines Load()
        {
            var store = new ModelStore(Checkout.Models);
            var manifest = store.ReadManifest(store.ReadChampion()!.Version);
            var fullest = manifest.Fullest();
            var schema = FeatureSchema.Of(fullest.Features);
            var context = new MLContext(seed: 0);
            var model = context.Model.Load(
                new MemoryStream(store.ReadEnsemble(manifest.Version, fullest.File)), out _);
            var input = SchemaDefinition.Create(typeof(FeatureRow));
            input[nameof(FeatureRow.Features)].ColumnType =
                new VectorDataViewType(NumberDataViewType.Single, schema.Count);
            return new Engines(
                () => context.Model.CreatePredictionEngine<FeatureRow, Scores>(
                    model, ignoreMissingColumns: true, inputSchemaDefinition: input),
                schema);
        }

        public float[] Score(in Observation observation)
        {
            var engine = _idle.TryTake(out var idle) ? idle : create();
            var scores = engine.Predict(new FeatureRow { Features = schema.Row(observation) }).Score;
            _idle.Add(engine);
            return scores;
        }
    }

    private sealed class Scores
    {
        public float[] Score { get; set; } = [];
    }
}
