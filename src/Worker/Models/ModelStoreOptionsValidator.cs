using Microsoft.Extensions.Options;

namespace Streaming.Worker.Models;

[OptionsValidator]
internal sealed partial class ModelStoreOptionsValidator : IValidateOptions<ModelStoreOptions>;
