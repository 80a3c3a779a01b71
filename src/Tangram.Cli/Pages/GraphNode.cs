namespace Tangram.Cli.Pages;

/// <summary>A box of a task graph, or a point that an edge passes on its way past other boxes.</summary>
/// <param name="task">The task's place in the application; -1 for a point.</param>
/// <param name="depth">The column.</param>
/// <param name="height">Pixels.</param>
internal sealed class GraphNode(int task, int depth, double height)
{
    /// <summary>The task's place in the application; -1 for a point.</summary>
    public int Task { get; } = task;

    /// <summary>The column.</summary>
    public int Depth { get; } = depth;

    /// <summary>Pixels.</summary>
    public double Height { get; } = height;

    /// <summary>The upper edge.</summary>
    public double Y { get; set; }

    /// <summary>The middle.</summary>
    public double Middle => Y + (Height / 2);
}
