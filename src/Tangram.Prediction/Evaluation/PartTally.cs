using Tangram.Prediction.Bounds;

namespace Tangram.Prediction.Evaluation;

/// <summary>Adds up how good predictions were, in equal parts of their order.</summary>
/// <param name="before">Batches before the first.</param>
/// <param name="count">Batches that will be added.</param>
internal sealed class PartTally(int before, int count)
{
    private const int MostParts = 20;

    private readonly ErrorTally[] _parts = [.. Enumerable.Range(0, Math.Min(MostParts, count)).Select(_ => new ErrorTally())];
    private int _added;

    /// <summary>Adds the next batch.</summary>
    public void Add(SlowdownForecast forecast, double actual) => _parts[(int)((long)_added++ * _parts.Length / count)].Add(forecast, actual);

    /// <summary>The figures of the parts.</summary>
    public IReadOnlyList<PartFigures> Figures()
    {
        var (figures, from) = (new List<PartFigures>(), before);
        foreach (var part in _parts)
        {
            figures.Add(new PartFigures(from, part.Rows, part.MeanError, part.Coverage, part.MeanBoundRatio));
            from += part.Rows;
        }

        return figures;
    }
}
