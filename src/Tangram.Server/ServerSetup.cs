using Tangram.Server.Options;

namespace Tangram.Server;

/// <summary>What a server needs to start.</summary>
/// <param name="Options">How to listen and schedule.</param>
public sealed record ServerSetup(ServerOptions Options)
{
    /// <summary>An application with its plan; none unless given.</summary>
    public ApplicationSetup? Application { get; init; }

    /// <summary>Folder of a model repository; none unless given.</summary>
    public string? Repository { get; init; }

    /// <summary>Whether to serve the built-in models that clients' examples expect.</summary>
    public bool TestModels { get; init; }

    /// <summary>Cores that the models of a repository share.</summary>
    public IReadOnlyList<int> Cores { get; init; } = [];
}
