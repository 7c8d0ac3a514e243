using Microsoft.Extensions.Options;

namespace Streaming.Worker.Consuming;

[OptionsValidator]
internal sealed partial class BatchingOptionsValidator : IValidateOptions<BatchingOptions>;
