using Tangram.Protocol.OpenInference;

namespace Tangram.Server.Inference;

/// <summary>An answer to a request.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Version">The version that ran.</param>
/// <param name="Outputs">The outputs asked for; their memory lives until the answer is disposed.</param>
/// <param name="IsPartial">Whether items of it were given up.</param>
internal sealed record InferAnswer(string Model, string Version, IReadOnlyList<Tensor> Outputs, bool IsPartial = false) : IDisposable
{
    /// <summary>Gives the outputs' memory back; null where nobody waits for it.</summary>
    public IDisposable? Owner { get; init; }

    public void Dispose() => Owner?.Dispose();
}
