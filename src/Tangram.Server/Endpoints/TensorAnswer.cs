namespace Tangram.Server.Endpoints;

/// <summary>Marks a route that answers with tensors, which may be compressed.</summary>
internal sealed class TensorAnswer
{
    public static TensorAnswer Mark { get; } = new();
}
