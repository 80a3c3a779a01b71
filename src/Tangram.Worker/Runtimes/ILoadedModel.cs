using Tangram.Protocol.Worker.Messages;

namespace Tangram.Worker.Runtimes;

/// <summary>A model ready to run. Disposing it frees its memory.</summary>
internal interface ILoadedModel : IDisposable
{
    /// <summary>What is known of it before it runs.</summary>
    VariantLoaded Description { get; }

    /// <summary>Runs a batch.</summary>
    /// <param name="batch">Items in the batch, at least 1; 0 where the model takes none.</param>
    /// <param name="inputs">The inputs in the description's order; not kept.</param>
    /// <exception cref="ModelException">The model failed; the message says why on one line.</exception>
    IModelRun Run(int batch, ReadOnlySpan<InputTensor> inputs);
}
