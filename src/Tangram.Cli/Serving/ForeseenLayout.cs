using Tangram.Cli.Plans;
using Tangram.Core.Plans;
using Tangram.Core.Profiles;
using Tangram.Prediction.Serving;
using Tangram.Scheduling;

namespace Tangram.Cli.Serving;

/// <summary>What predictors need to know of the segments of a layout.</summary>
internal static class ForeseenLayout
{
    /// <summary>The segments of a layout, by index.</summary>
    /// <param name="layout">The layout.</param>
    /// <param name="plan">The plan it was made of: which device model each device is.</param>
    /// <param name="profiles">How large the devices are, and the variants' signatures; one that none has is taken to be 0, so that only what is learned of the variant counts.</param>
    public static IReadOnlyList<ForeseenSegment> Of(Layout layout, Plan plan, IReadOnlyList<ProfileTable> profiles)
    {
        var models = plan.Pools.SelectMany(p => Enumerable.Repeat(p.Model, p.Available)).ToList();
        var signatures = layout.Segments.Select(s => s.Variant).Distinct(StringComparer.Ordinal).ToDictionary(v => v, v => SignatureChoice.Of(v, profiles), StringComparer.Ordinal);
        return [.. layout.Segments.Select(s => new ForeseenSegment(
            s.Device, signatures[s.Variant], Share(s, models, profiles), s.Processes, [.. Enumerable.Range(1, Math.Max(s.MaxBatch, s.MaxBatch == 1 ? s.Latency.Largest : 1)).Select(s.Latency.Of)]))];
    }

    private static double Share(Segment segment, List<string> models, IReadOnlyList<ProfileTable> profiles)
    {
        var model = segment.Device < models.Count ? models[segment.Device] : null;
        var slices = profiles.FirstOrDefault(p => string.Equals(p.Device, model, StringComparison.Ordinal))?.Slices ?? segment.Slices;
        return Math.Min(1, (double)segment.Slices / slices);
    }
}
