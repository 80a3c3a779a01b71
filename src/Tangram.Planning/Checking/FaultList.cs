using System.Globalization;
using Tangram.Core.Files;

namespace Tangram.Planning.Checking;

/// <summary>Collects what is wrong with a plan.</summary>
internal sealed class FaultList
{
    // What writing six decimals to a file loses, twice over.
    private const double FigureTolerance = 1e-6;
    private const double RelativeTolerance = 1e-9;

    private readonly List<Fault> _faults = [];

    /// <summary>The faults so far.</summary>
    public IReadOnlyList<Fault> All => _faults;

    /// <summary>Adds a fault unless <paramref name="holds"/>.</summary>
    public void Require(bool holds, string path, FormattableString message)
    {
        if (!holds)
        {
            _faults.Add(new Fault(path, message.ToString(CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>Adds a fault unless a figure is what it should be.</summary>
    public void RequireFigure(double figure, double expected, string path) =>
        Require(Math.Abs(figure - expected) <= FigureTolerance + (RelativeTolerance * Math.Abs(expected)), path, $"is {figure}; worked out anew it is {expected}");

    /// <summary>Adds a fault unless a text is what it should be.</summary>
    public void RequireText(string? text, string? expected, string path) =>
        Require(string.Equals(text, expected, StringComparison.Ordinal), path, $"is '{text ?? "null"}', not '{expected ?? "null"}'");
}
