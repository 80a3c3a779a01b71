using System.Globalization;
using System.Text;
using Tangram.Core.Files;

namespace Tangram.Core.Profiles.ParvaGpu;

/// <summary>Makes applications of one of ParvaGPU's scenarios: a row of latency objectives and one of request rates (SC'24, <c>SLO</c> of its code [C]).</summary>
public static class ParvaGpuScenario
{
    private const string NotPart = "N/A";

    /// <summary>The models in the order of the columns, which is that of the alphabet.</summary>
    public static IReadOnlyList<string> Models { get; } =
        ["bert", "densenet121", "densenet169", "densenet201", "inceptionv3", "mobilenetv2", "resnet101", "resnet152", "resnet50", "vgg16", "vgg19"];

    /// <summary>Reads the services of a scenario.</summary>
    /// <param name="latency">The table of latency objectives in ms: what the user calls the file, and its text.</param>
    /// <param name="rate">The table of requests per second.</param>
    /// <param name="row">The scenario, counted from 1.</param>
    /// <exception cref="InvalidFileException">A table has no such row, or the row is not as it should be.</exception>
    public static IReadOnlyList<(string Model, double LatencyMilliseconds, double RequestsPerSecond)> Read((string File, string Text) latency, (string File, string Text) rate, int row)
    {
        var (latencies, rates) = (Row(latency, row), Row(rate, row));
        var services = new List<(string, double, double)>();
        for (var i = 0; i < Models.Count; i++)
        {
            if (latencies[i] is null != rates[i] is null)
            {
                var (without, with) = latencies[i] is null ? (latency.File, rate.File) : (rate.File, latency.File);
                throw ParvaTable.Fault(without, row, $"says that {Models[i]} is not part of the scenario ({NotPart}); {with} gives it a figure");
            }

            if (latencies[i] is { } milliseconds && rates[i] is { } perSecond)
            {
                services.Add((Models[i], milliseconds, perSecond));
            }
        }

        return services.Count > 0 ? services : throw ParvaTable.Fault(latency.File, row, "has no model that is part of the scenario");
    }

    /// <summary>Writes the services as the text of an <c>application.yaml</c> of one single-task application each, to be planned and not served.</summary>
    public static string Write(IReadOnlyList<(string Model, double LatencyMilliseconds, double RequestsPerSecond)> services)
    {
        ArgumentNullException.ThrowIfNull(services);
        var text = new StringBuilder("version: 1\napplications:\n");
        foreach (var (model, latency, rate) in services)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""
                  - name: {{model}}
                    demand: {{rate}}
                    objectives: {latencyMilliseconds: {{latency}}, accuracy: 1}
                    tasks:
                      - name: infer
                        variants: [{name: {{model}}}]

                """);
        }

        return text.ToString();
    }

    private static IReadOnlyList<double?> Row((string File, string Text) table, int row)
    {
        var lines = ParvaTable.Lines(table.Text);
        if (row < 1 || row > lines.Count)
        {
            throw new InvalidFileException(table.File, [new Fault(string.Empty, string.Create(CultureInfo.InvariantCulture, $"has no row {row}; it has rows 1 to {lines.Count}"))]);
        }

        var cells = lines[row - 1].Split(',', StringSplitOptions.TrimEntries);
        return cells.Length == Models.Count
            ? [.. cells.Select(cell => string.Equals(cell, NotPart, StringComparison.OrdinalIgnoreCase) ? null : Figure(table.File, row, cell))]
            : throw ParvaTable.Fault(table.File, row, string.Create(CultureInfo.InvariantCulture, $"has {cells.Length} columns; {Models.Count} are right: {string.Join(", ", Models)}"));
    }

    private static double? Figure(string file, int row, string cell) =>
        ParvaTable.Number(cell) is { } value and > 0 ? value : throw ParvaTable.Fault(file, row, $"'{cell}' is neither a number above 0 nor {NotPart}");
}
