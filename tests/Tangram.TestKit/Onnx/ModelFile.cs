namespace Tangram.TestKit.Onnx;

/// <summary>A model in a file that goes away with it.</summary>
public sealed class ModelFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tangram-tests-");

    public ModelFile(byte[] model) => File.WriteAllBytes(Path, model);

    public string Path => System.IO.Path.Combine(_folder.FullName, "model.onnx");

    public void Dispose() => _folder.Delete(recursive: true);
}
