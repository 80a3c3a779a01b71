namespace Tangram.Cli.Files;

/// <summary>Where the OCR example lies.</summary>
internal static class ExampleApplication
{
    /// <summary>Its folder: in the source tree this program was built in, else relative to the working folder.</summary>
    public static string Path
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                var candidate = System.IO.Path.Combine(folder.FullName, "examples", "ocr");
                if (Directory.Exists(candidate))
                {
                    return candidate;
                }
            }

            return System.IO.Path.Combine("examples", "ocr");
        }
    }
}
