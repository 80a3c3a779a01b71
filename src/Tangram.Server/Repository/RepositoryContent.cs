namespace Tangram.Server.Repository;

/// <summary>What lies in a repository.</summary>
/// <param name="Models">Models that can be loaded, by name.</param>
/// <param name="Broken">The others, by name.</param>
internal sealed record RepositoryContent(IReadOnlyList<RepositoryModel> Models, IReadOnlyList<BrokenModel> Broken);
