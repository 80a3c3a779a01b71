namespace Tangram.Planning.Ablations;

/// <summary>What JigsawServe (arXiv 2603.08797) lets a plan choose; its ablations take some of it away [P].</summary>
[Flags]
public enum Freedoms
{
    /// <summary>None of them: <c>unopt</c>.</summary>
    None = 0,

    /// <summary>A: which variant runs a task.</summary>
    Variants = 1,

    /// <summary>S: which part of a device a segment takes, and how many processes share it.</summary>
    Segments = 2,

    /// <summary>T: how the tasks of a graph share the application's objectives.</summary>
    TaskGraph = 4,

    /// <summary>All of them: <c>a+s+t</c>.</summary>
    All = Variants | Segments | TaskGraph,
}
