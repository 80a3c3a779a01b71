namespace Tangram.Server.Endpoints;

/// <summary>Marks a route that takes requests without a key.</summary>
internal sealed class OpenToAll
{
    public static OpenToAll Mark { get; } = new();
}
