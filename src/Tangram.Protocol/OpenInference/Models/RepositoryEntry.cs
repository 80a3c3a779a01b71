namespace Tangram.Protocol.OpenInference.Models;

/// <summary>A model of the repository.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version; empty where none was loaded.</param>
/// <param name="State"><c>READY</c>, <c>UNAVAILABLE</c>, <c>LOADING</c> or <c>UNLOADING</c>.</param>
/// <param name="Reason">Why it is in this state; empty where nothing is to be said.</param>
public sealed record RepositoryEntry(string Name, string Version, string State, string Reason);
