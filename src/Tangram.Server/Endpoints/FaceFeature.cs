namespace Tangram.Server.Endpoints;

/// <summary>Says at which port a connection came in.</summary>
/// <param name="Face">What the port is for.</param>
internal sealed record FaceFeature(Face Face);
