using System.Globalization;
using Tangram.Prediction.Observations;
using Tangram.Prediction.Signals;

namespace Tangram.Prediction.Tests.Evaluation;

/// <summary>Made-up observations.</summary>
internal static class Batches
{
    /// <summary>A batch that took so many times longer than alone, beside others with full overlap.</summary>
    public static Observation Of(int number, double slowdown, string variant = "a", int items = 1, params string[] beside) => Overlapping(number, slowdown, variant, items, [.. beside.Select(b => (b, 1.0))]);

    /// <summary>A batch beside others, each for a part of its life from its start on.</summary>
    public static Observation Overlapping(int number, double slowdown, string variant, int items, params (string Variant, double Overlap)[] beside) => new(
        number.ToString(CultureInfo.InvariantCulture), Runner(variant, items), 10, 10 * slowdown, [.. beside.Select(b => new ObservedCoRunner(Runner(b.Variant, 1), new Presence(0, b.Overlap, b.Overlap)))]);

    /// <summary>So many batches, each as a function of its number says.</summary>
    public static IReadOnlyList<Observation> Many(int count, Func<int, Observation> each) => [.. Enumerable.Range(0, count).Select(each)];

    private static Runner Runner(string variant, int items) => new(new Signature(variant, 0.5, 0.5), items, 0.5);
}
