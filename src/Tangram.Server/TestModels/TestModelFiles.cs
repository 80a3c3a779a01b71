namespace Tangram.Server.TestModels;

/// <summary>Models to try a server with, written as a model repository like any other.</summary>
public static class TestModelFiles
{
    /// <summary>Names of the models, sorted.</summary>
    public static IReadOnlyList<string> Names => [.. TestModel.All.Select(m => m.Name).Order(StringComparer.Ordinal)];

    /// <summary>Writes them; files of the same names are overwritten.</summary>
    /// <param name="folder">The repository's folder; made where it does not exist.</param>
    public static void Write(string folder)
    {
        foreach (var model in TestModel.All)
        {
            var home = Path.Combine(folder, model.Name);
            var version = Directory.CreateDirectory(Path.Combine(home, "1")).FullName;
            File.WriteAllBytes(Path.Combine(version, "model.onnx"), model.File);
            Text(Path.Combine(home, "config.pbtxt"), model.Config);
            Text(Path.Combine(home, "labels.txt"), model.Labels);
        }
    }

    private static void Text(string file, string? text)
    {
        if (text is not null)
        {
            File.WriteAllText(file, text);
        }
    }
}
