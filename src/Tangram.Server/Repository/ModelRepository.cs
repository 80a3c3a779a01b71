using System.Globalization;
using Tangram.Core.Files;

namespace Tangram.Server.Repository;

/// <summary>A folder of models laid out as Triton's: <c>NAME/config.pbtxt</c> and <c>NAME/VERSION/model.onnx</c>.</summary>
/// <remarks>
/// Also taken are <c>NAME/model.onnx</c> and <c>NAME.onnx</c>, which are version 1. Every call reads the folder anew; nothing is kept.
/// Entries that begin with a dot, and files other than ONNX files, are not models.
/// </remarks>
/// <param name="folder">The folder.</param>
internal sealed class ModelRepository(string folder)
{
    private const string Extension = ".onnx";
    private const string UsualModelFile = "model.onnx";
    private const string ConfigFileName = "config.pbtxt";
    private const long MostConfigBytes = 1 << 20;
    private const long MostLabelBytes = 16 << 20;

    /// <summary>The folder.</summary>
    public string Folder => folder;

    /// <summary>Every entry of the folder.</summary>
    /// <exception cref="InvalidFileException">The folder does not exist or cannot be read.</exception>
    public RepositoryContent Read()
    {
        var models = new List<RepositoryModel>();
        var broken = new List<BrokenModel>();
        foreach (var name in Names())
        {
            try
            {
                models.Add(ModelNames.IsName(name) ? Model(name, null) : throw Invalid(Path.Combine(folder, name), $"'{name}' is not a name for a model: {ModelNames.Rule}"));
            }
            catch (InvalidFileException fault)
            {
                broken.Add(new BrokenModel(name, fault.Message));
            }
        }

        return new RepositoryContent(models, broken);
    }

    /// <summary>A model as it lies in the folder now; null where there is none of that name.</summary>
    /// <param name="name">Its name, from wherever: one that is not a model's is not looked for.</param>
    /// <param name="instead">A configuration that stands in for the model's own; null for its own.</param>
    /// <exception cref="InvalidFileException">It is there but cannot be served.</exception>
    public RepositoryModel? Find(string name, WrittenConfiguration? instead = null)
    {
        if (!ModelNames.IsName(name) || (!Directory.Exists(Path.Combine(folder, name)) && !File.Exists(Path.Combine(folder, name + Extension))))
        {
            return null;
        }

        return Model(name, instead);
    }

    private static InvalidFileException Invalid(string file, string message) => new(file, [new Fault(string.Empty, message)]);

    private static T Guarded<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Invalid(path, $"cannot be read: {fault.Message.ReplaceLineEndings(" ")}");
        }
    }

    private static string Text(string file, long mostBytes) => Guarded(file, () => new FileInfo(file).Length <= mostBytes
        ? File.ReadAllText(file)
        : throw Invalid(file, string.Create(CultureInfo.InvariantCulture, $"is larger than {mostBytes} bytes, more than such a file needs")));

    private List<string> Names()
    {
        if (!Directory.Exists(folder))
        {
            throw Invalid(folder, $"is no folder; a model repository is one that holds NAME/1/{UsualModelFile} or NAME{Extension}");
        }

        return Guarded(folder, () => Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path))
            .Concat(Directory.EnumerateFiles(folder, "*" + Extension).Select(path => Path.GetFileNameWithoutExtension(path)))
            .Where(name => name.Length > 0 && name[0] != '.').Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList());
    }

    private RepositoryModel Model(string name, WrittenConfiguration? instead)
    {
        var (home, single) = (Path.Combine(folder, name), Path.Combine(folder, name + Extension));
        if (!Directory.Exists(home))
        {
            return new RepositoryModel(name, 1, [1], single) { Configuration = instead };
        }

        if (File.Exists(single))
        {
            throw Invalid(home, $"and '{name}{Extension}' beside it are both model '{name}'; keep one");
        }

        var configFile = Path.Combine(home, ConfigFileName);
        var configText = File.Exists(configFile) ? Text(configFile, MostConfigBytes) : null;
        var configuration = instead ?? (configText is null ? null : ModelConfigurationReader.Read(configText, configFile));
        var (versions, version, file) = Versions(home, configuration);
        return new RepositoryModel(name, version, versions, file)
        {
            ConfigFile = configText is null ? null : configFile,
            ConfigText = configText,
            Configuration = configuration,
            Labels = Labels(home, configuration),
        };
    }

    private static (IReadOnlyList<long> Versions, long Version, string File) Versions(string home, WrittenConfiguration? configuration)
    {
        var fileName = configuration?.ModelFileName ?? UsualModelFile;
        var versions = Guarded(home, () => Directory.EnumerateDirectories(home).Select(Path.GetFileName).OfType<string>()
            .Select(VersionOf).Where(v => v > 0 && File.Exists(FileOf(home, v, fileName))).Order().ToList());
        var single = Path.Combine(home, fileName);
        if (versions.Count == 0 && File.Exists(single))
        {
            return ([1], 1, single);
        }

        if (versions.Count == 0)
        {
            throw Invalid(home, $"holds no VERSION/{fileName}, such as 1/{fileName}; versions are numbers from 1");
        }

        var allowed = versions.FindLast(v => configuration?.AllowedVersions?.Contains(v) ?? true);
        return allowed == 0
            ? throw Invalid(configuration!.Source, $"version_policy allows none of the versions that are there: {string.Join(", ", versions)}")
            : (versions, allowed, FileOf(home, allowed, fileName));
    }

    // As Triton, which passes over folders whose number has zeros in front.
    private static long VersionOf(string name) =>
        name[0] != '0' && long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;

    private static string FileOf(string home, long version, string fileName) => Path.Combine(home, version.ToString(CultureInfo.InvariantCulture), fileName);

    private static Dictionary<string, IReadOnlyList<string>> Labels(string home, WrittenConfiguration? configuration)
    {
        var labels = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var output in configuration?.Outputs.Where(o => o.LabelFile is not null) ?? [])
        {
            var file = Path.Combine(home, output.LabelFile!);
            if (!File.Exists(file))
            {
                throw new InvalidFileException(configuration!.Source, [new Fault(ProtoReading.Place(output.Line), $"label_filename '{output.LabelFile}' of output '{output.Name}' is not beside the configuration; put it there, a label a line")]);
            }

            labels[output.Name] = [.. Text(file, MostLabelBytes).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n')];
        }

        return labels;
    }
}
