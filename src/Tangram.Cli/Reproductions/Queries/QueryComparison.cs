using System.Globalization;

namespace Tangram.Cli.Reproductions.Queries;

/// <summary>The study's figures; PARIS+ELSA's own are not known to us, so none is made up.</summary>
internal static class QueryComparison
{
    private const string Full = "PARIS+ELSA";

    /// <summary>Compares.</summary>
    public static IReadOnlyList<ComparedFigure> Of(IReadOnlyList<QueryModelReport> models) =>
    [
        .. from model in models
           from other in (string[])["PARIS+FIFS", "GPU(7)+FIFS", BestHomogeneous(model), "random+ELSA"]
           group (model, other) by (model.Model, other) into once
           select Figure(once.First().model, once.Key.other),
    ];

    private static string BestHomogeneous(QueryModelReport model) => QueryDesigns.Names.Where(n => n.StartsWith("GPU(", StringComparison.Ordinal)).MaxBy(model.Throughput)!;

    private static ComparedFigure Figure(QueryModelReport model, string other)
    {
        var (ours, theirs) = (model.Throughput(Full), model.Throughput(other));
        return new ComparedFigure(
            $"{model.Model}: throughput of {Full} over {other}",
            "not known",
            theirs > 0 ? string.Create(CultureInfo.InvariantCulture, $"{ours / theirs:0.00}") : "none within the objective",
            Why(model, other));
    }

    // A query costs slices for as long as it runs; what a design leaves idle when its p95 reaches the objective costs the rest.
    private static string Why(QueryModelReport model, string other)
    {
        if (model.Of(Full)?.Bounded is not { } full || model.Of(other)?.Bounded is not { } theirs)
        {
            var failed = model.Of(Full)?.Bounded is null ? Full : other;
            return model.Of(failed) is { } design
                ? string.Create(CultureInfo.InvariantCulture, $"the paper's is not known to us; here {failed} keeps to the objective at no load: on its smallest segments a query of {QuerySizes.P95} items, which 95 % do not exceed, takes {design.AloneMilliseconds:0.0} ms alone against {model.ObjectiveMilliseconds:0.0}")
                : $"the paper's is not known to us; here {failed} could not be made";
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"the paper's is not known to us; here a query takes {full.SliceMilliseconds:0.0} ms of a slice against {theirs.SliceMilliseconds:0.0}, and {Busy(full, model.Of(Full)!):0} % of the slices are busy when p95 reaches the objective against {Busy(theirs, model.Of(other)!):0} %");
    }

    private static double Busy(QueryPoint point, QueryDesignReport design) => 100 * point.SliceMilliseconds / 1000 * point.QueriesPerSecond / design.Slices;
}
