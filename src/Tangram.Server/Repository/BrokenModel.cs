namespace Tangram.Server.Repository;

/// <summary>An entry of a repository that cannot be served as it lies on disk.</summary>
/// <param name="Name">Its name; not necessarily one that a model may have.</param>
/// <param name="Reason">What is wrong, where and what would be right; a line for each fault.</param>
internal sealed record BrokenModel(string Name, string Reason);
