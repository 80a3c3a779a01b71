using Tangram.Scheduling;

namespace Tangram.Cli.Simulations;

/// <summary>Policies to simulate with.</summary>
/// <param name="Name">As the user wrote it, or all four.</param>
/// <param name="Policies">The policies.</param>
internal sealed record Alternative(string Name, PolicyChoice Policies);
