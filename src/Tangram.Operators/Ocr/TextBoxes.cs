using System.Numerics;
using Tangram.Operators.Imaging.Geometry;

namespace Tangram.Operators.Ocr;

/// <summary>Turns the detector's map of probabilities into boxes (Liao et al., Real-time Scene Text Detection with Differentiable Binarization, 2020, section 3.4).</summary>
/// <param name="Threshold">A pixel is text if its probability is above this.</param>
/// <param name="BoxThreshold">A box is text if the mean of its pixels is at least this.</param>
/// <param name="Unclip">How far a box grows, as a multiple of area / perimeter: the detector is trained to shrink lines.</param>
/// <param name="MinSide">Shorter boxes are dropped; in pixels of the map.</param>
/// <param name="MaxBoxes">Most boxes of a page; the surest are kept.</param>
internal sealed record TextBoxes(float Threshold, float BoxThreshold, float Unclip, float MinSide, int MaxBoxes)
{
    // Where a box is still short after it grew, there is no text that could be read.
    private const float GrownMargin = 2;

    /// <summary>The boxes of a map, in its pixels.</summary>
    public IReadOnlyList<(Quad Quad, float Score)> Find(ReadOnlySpan<float> map, int width)
    {
        var boxes = new List<(Quad Quad, float Score)>();
        foreach (var runs in Components.Find(map, width, Threshold))
        {
            // The points are the middles of pixels, and a pixel reaches half a pixel further.
            var shrunk = MinimumAreaRectangle.Around(Ends(runs)).Grown(0.5f);
            var grown = shrunk.Grown(shrunk.Area * Unclip / shrunk.Perimeter);
            if (shrunk.ShortSide < MinSide || grown.ShortSide < MinSide + GrownMargin)
            {
                continue;
            }

            var score = QuadMean.Of(map, width, shrunk.ToQuad());
            if (score >= BoxThreshold)
            {
                boxes.Add((grown.ToQuad(), score));
            }
        }

        return boxes.Count <= MaxBoxes ? boxes : [.. boxes.OrderByDescending(box => box.Score).Take(MaxBoxes)];
    }

    private static Vector2[] Ends(IReadOnlyList<Run> runs)
    {
        var ends = new Vector2[runs.Count * 2];
        for (var i = 0; i < runs.Count; i++)
        {
            var middle = runs[i].Y + 0.5f;
            (ends[2 * i], ends[(2 * i) + 1]) = (new(runs[i].Start + 0.5f, middle), new(runs[i].End - 0.5f, middle));
        }

        return ends;
    }
}
