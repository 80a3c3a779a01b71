namespace Tangram.Cli.Files;

/// <summary>Where the examples lie.</summary>
internal static class ExampleApplication
{
    /// <summary>The OCR example's folder.</summary>
    public static string Path => Of("ocr");

    /// <summary>The folder of an example: in the source tree this program was built in, else relative to the working folder.</summary>
    public static string Of(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = System.IO.Path.Combine(folder.FullName, "examples", name);
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return System.IO.Path.Combine("examples", name);
    }
}
