namespace Tangram.Protocol.OpenInference;

/// <summary>A request to infer.</summary>
/// <param name="Id">What the client calls it; given back in the answer. Null where it gave none.</param>
/// <param name="Inputs">The input tensors.</param>
/// <param name="Outputs">The outputs asked for; empty for all.</param>
/// <param name="Timeout">End-to-end limit from the parameter <c>timeout</c>, which is in microseconds; null where it gave none.</param>
/// <param name="BinaryOutputs">Whether outputs that say nothing else are to come as bytes and not as JSON.</param>
public sealed record InferRequest(
    string? Id, IReadOnlyList<Tensor> Inputs, IReadOnlyList<RequestedOutput> Outputs, TimeSpan? Timeout, bool BinaryOutputs)
{
    /// <summary>From the parameter <c>priority</c>: who goes first, 1 before 2; 0 where it gave none.</summary>
    public int Priority { get; init; }

    /// <summary>Whether the output called <paramref name="name"/> was asked for.</summary>
    public bool Wants(string name) => Outputs.Count == 0 || Find(name) is not null;

    /// <summary>Whether the output called <paramref name="name"/> is to come as bytes.</summary>
    public bool WantsBytes(string name) => Find(name)?.Binary ?? BinaryOutputs;

    private RequestedOutput? Find(string name)
    {
        for (var i = 0; i < Outputs.Count; i++)
        {
            if (string.Equals(Outputs[i].Name, name, StringComparison.Ordinal))
            {
                return Outputs[i];
            }
        }

        return null;
    }
}
