namespace Tangram.TestKit;

/// <summary>Files of the repository that tests read.</summary>
public static class Repository
{
    /// <summary>The folder that holds Tangram.slnx.</summary>
    public static string Root { get; } = FindRoot();

    public static string PagesFolder => Path.Combine(Root, "examples", "ocr", "pages");

    public static string BlankPage => Path.Combine(Root, "examples", "ocr", "other", "blank.png");

    public static IReadOnlyList<string> PageNames =>
        [.. Directory.EnumerateFiles(PagesFolder, "*.png").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];

    public static byte[] PageImage(string page) => File.ReadAllBytes(Path.Combine(PagesFolder, page + ".png"));

    public static string[] PageText(string page) => File.ReadAllLines(Path.Combine(PagesFolder, page + ".txt"));

    public static string Model(string file)
    {
        var path = Path.Combine(Root, "node_modules", "@gutenye", "ocr-models", "assets", file);
        return File.Exists(path)
            ? path
            : throw new InvalidOperationException($"the OCR models are not installed: run 'npm ci --ignore-scripts' in {Root}");
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Tangram.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"no folder above {AppContext.BaseDirectory} holds Tangram.slnx");
    }
}
