namespace Tangram.Server.Tests.Repository;

/// <summary>A folder that goes when the test ends.</summary>
internal sealed class RepositoryFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("tangram-repository-").FullName;

    /// <summary>Writes files, their folders with them; a model's content does not matter.</summary>
    public RepositoryFolder With(string path, string text = "a model")
    {
        var file = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return this;
    }

    public string At(string path) => Path.Combine(Root, path);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
