using Tangram.Protocol.Worker.Messages;
using Tangram.Worker.Runtimes;

namespace Tangram.Worker;

/// <summary>A variant and the model loaded for it.</summary>
/// <param name="Request">What the server asked for.</param>
/// <param name="Model">What computes it.</param>
internal sealed record LoadedVariant(LoadVariant Request, ILoadedModel Model);
