using Tangram.Protocol.Worker.Messages;

namespace Tangram.Worker.Runtimes;

/// <summary>Something that can compute models of one format.</summary>
internal interface IModelRuntime
{
    /// <summary>Loads a variant's model.</summary>
    /// <exception cref="ModelException">It cannot be loaded; the message says why on one line.</exception>
    ILoadedModel Load(LoadVariant variant);
}
