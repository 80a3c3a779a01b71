using Tangram.Core.Applications;
using Tangram.Core.Files;

namespace Tangram.Profiling;

/// <summary>An application's labelled items: each input with the lines that are expected of it.</summary>
public static class LabelledData
{
    /// <summary>Reads all items in order of their names; empty where the application has no evaluation section.</summary>
    /// <exception cref="InvalidFileException">The folder or a label's input is missing.</exception>
    public static IReadOnlyList<LabelledItem> Read(Application application)
    {
        ArgumentNullException.ThrowIfNull(application);
        if (application.Evaluation is not { } evaluation)
        {
            return [];
        }

        if (!Directory.Exists(evaluation.Data))
        {
            throw new InvalidFileException(evaluation.Data, [new Fault(string.Empty, "there is no such folder; evaluation.data names the folder of labelled items")]);
        }

        return [.. Directory.GetFiles(evaluation.Data, "*.txt").Order(StringComparer.Ordinal).Select(Read)];
    }

    private static LabelledItem Read(string label)
    {
        var name = Path.GetFileNameWithoutExtension(label);
        var input = Directory.GetFiles(Path.GetDirectoryName(label)!, name + ".*").Order(StringComparer.Ordinal)
            .FirstOrDefault(f => !string.Equals(f, label, StringComparison.Ordinal) && string.Equals(Path.GetFileNameWithoutExtension(f), name, StringComparison.Ordinal))
            ?? throw new InvalidFileException(label, [new Fault(string.Empty, $"there is no input beside it; {name}.png, say, is expected")]);
        return new LabelledItem(name, File.ReadAllBytes(input), [.. File.ReadAllLines(label).Where(l => l.Length > 0)]);
    }
}
