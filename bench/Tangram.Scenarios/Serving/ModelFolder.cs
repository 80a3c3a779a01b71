namespace Tangram.Scenarios.Serving;

/// <summary>A repository of one model, gone when it is disposed.</summary>
internal sealed class ModelFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tangram-models-");

    /// <summary>Makes it.</summary>
    /// <param name="name">The model's name.</param>
    /// <param name="model">Its ONNX file.</param>
    /// <param name="configuration">Its configuration.</param>
    public ModelFolder(string name, string model, string configuration)
    {
        var version = _folder.CreateSubdirectory(System.IO.Path.Combine(name, "1"));
        File.CreateSymbolicLink(System.IO.Path.Combine(version.FullName, "model.onnx"), model);
        File.WriteAllText(System.IO.Path.Combine(version.Parent!.FullName, "config.pbtxt"), configuration);
    }

    /// <summary>Where it is.</summary>
    public string Path => _folder.FullName;

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}
