namespace Tangram.Protocol.OpenInference.Models;

/// <summary>What a server says of itself.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Extensions">Extensions of the protocol it speaks, by Triton's names.</param>
public sealed record ServerMetadata(string Name, string Version, IReadOnlyList<string> Extensions);
