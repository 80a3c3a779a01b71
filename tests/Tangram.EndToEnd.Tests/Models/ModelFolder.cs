namespace Tangram.EndToEnd.Tests.Models;

/// <summary>A model repository that goes away with it.</summary>
public sealed class ModelFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tangram-models-");

    public string Path => _folder.FullName;

    /// <summary>Adds a model.</summary>
    public ModelFolder With(string name, byte[] model, string? configuration = null)
    {
        var home = System.IO.Path.Combine(Path, name);
        var version = Directory.CreateDirectory(System.IO.Path.Combine(home, "1"));
        File.WriteAllBytes(System.IO.Path.Combine(version.FullName, "model.onnx"), model);
        if (configuration is not null)
        {
            File.WriteAllText(System.IO.Path.Combine(home, "config.pbtxt"), configuration);
        }

        return this;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
