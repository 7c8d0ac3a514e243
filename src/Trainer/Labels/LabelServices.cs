using Microsoft.Extensions.DependencyInjection;

namespace Streaming.Trainer.Labels;

internal static class LabelServices
{
    /// <summary>Registers <see cref="LabelCollection"/> for a <see cref="LabelStore"/> that is registered already.</summary>
    public static IServiceCollection AddLabelCollection(this IServiceCollection services, Uri broker) => services
        .AddSingleton<LabelIntake>()
        .AddSingleton(provider => ActivatorUtilities.CreateInstance<LabelCollection>(provider, broker));
}
