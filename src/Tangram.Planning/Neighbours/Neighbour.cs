namespace Tangram.Planning.Neighbours;

/// <summary>A variant that may run beside a segment, for an application.</summary>
/// <param name="ItemsPerSecond">Items of the application's tasks that it would run, if each task dealt its items out evenly to the variants it may run.</param>
/// <param name="Configurations">What it can run on, on devices of one model; at least one.</param>
internal sealed record Neighbour(double ItemsPerSecond, IReadOnlyList<Configuration> Configurations);
