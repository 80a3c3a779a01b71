namespace Tangram.Protocol.OpenInference;

/// <summary>An output a client asked for by name.</summary>
/// <param name="Name">The output's name.</param>
/// <param name="Binary">Whether it is to come as bytes; null for what the request says.</param>
/// <param name="Classes">From the parameter <c>classification</c>: how many of the highest values to answer as <c>value:index[:label]</c> instead of the tensor; 0 for the tensor.</param>
public sealed record RequestedOutput(string Name, bool? Binary, int Classes = 0);
