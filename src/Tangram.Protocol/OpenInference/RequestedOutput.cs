namespace Tangram.Protocol.OpenInference;

/// <summary>An output a client asked for by name.</summary>
/// <param name="Name">The output's name.</param>
/// <param name="Binary">Whether it is to come as bytes; null for what the request says.</param>
public sealed record RequestedOutput(string Name, bool? Binary);
