using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Tangram.Operators.Ocr;

/// <summary>Finds the connected regions of a map that lie above a threshold; pixels touch at corners too.</summary>
/// <remarks>Works on runs instead of pixels: union-find over the runs of neighbouring rows.</remarks>
internal static class Components
{
    /// <summary>The regions, each as its runs from the top down.</summary>
    /// <param name="map">The values, row after row.</param>
    /// <param name="width">Values per row.</param>
    /// <param name="threshold">A pixel belongs to a region if it is above this.</param>
    public static IReadOnlyList<IReadOnlyList<Run>> Find(ReadOnlySpan<float> map, int width, float threshold)
    {
        var runs = new List<Run>();
        var parents = new List<int>();
        var (above, below) = (0, 0);
        for (var y = 0; y < map.Length / width; y++)
        {
            FindRuns(map.Slice(y * width, width), y, threshold, runs);
            for (var i = parents.Count; i < runs.Count; i++)
            {
                parents.Add(i);
            }

            Join(runs, CollectionsMarshal.AsSpan(parents), above, below);
            (above, below) = (below, runs.Count);
        }

        return Group(runs, CollectionsMarshal.AsSpan(parents));
    }

    private static void FindRuns(ReadOnlySpan<float> row, int y, float threshold, List<Run> runs)
    {
        // Most rows of a page hold no text, and looking for the largest value is vectorised.
        if (TensorPrimitives.Max(row) <= threshold)
        {
            return;
        }

        for (var x = 0; x < row.Length; x++)
        {
            if (row[x] > threshold)
            {
                var start = x;
                while (x < row.Length && row[x] > threshold)
                {
                    x++;
                }

                runs.Add(new Run(y, start, x));
            }
        }
    }

    /// <summary>Joins the runs from <paramref name="below"/> on with those of the row before, which begin at <paramref name="above"/>.</summary>
    private static void Join(List<Run> runs, Span<int> parents, int above, int below)
    {
        var (upper, lower) = (above, below);
        while (upper < below && lower < runs.Count)
        {
            var (a, b) = (runs[upper], runs[lower]);
            if (a.Start <= b.End && b.Start <= a.End && a.Y == b.Y - 1)
            {
                var (rootA, rootB) = (Root(parents, upper), Root(parents, lower));
                parents[Math.Max(rootA, rootB)] = Math.Min(rootA, rootB);
            }

            if (a.End < b.End)
            {
                upper++;
            }
            else
            {
                lower++;
            }
        }
    }

    private static int Root(Span<int> parents, int run)
    {
        while (parents[run] != run)
        {
            parents[run] = parents[parents[run]];
            run = parents[run];
        }

        return run;
    }

    private static List<List<Run>> Group(List<Run> runs, Span<int> parents)
    {
        var groups = new List<List<Run>>();
        var places = new int[runs.Count];
        for (var i = 0; i < runs.Count; i++)
        {
            // A root is the first run of its region, so its place is known before it is asked for.
            var root = Root(parents, i);
            if (root == i)
            {
                places[i] = groups.Count;
                groups.Add([]);
            }

            groups[places[root]].Add(runs[i]);
        }

        return groups;
    }
}
