namespace Tangram.Profiling.Tests;

/// <summary>A temporary folder, gone when disposed.</summary>
internal sealed class TestFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("tangram-profiling-").FullName;

    public string At(string name) => Path.Combine(Root, name);

    public TestFolder With(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        File.WriteAllText(At(name), text);
        return this;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
