namespace Tangram.Planning.Tradeoffs;

/// <summary>Devices and slices against one objective, everything else as asked.</summary>
/// <param name="Objective"><c>accuracy</c> or <c>latency</c>.</param>
/// <param name="Unit"><c>relative</c> for accuracy; for latency <c>ms</c>, or <c>times</c> the objectives where there are several applications.</param>
/// <param name="Asked">The objective as asked, in the unit; null where applications differ.</param>
/// <param name="Points">By rising objective, from where there is no plan to where it gets no smaller.</param>
public sealed record Tradeoff(string Objective, string Unit, double? Asked, IReadOnlyList<TradeoffPoint> Points);
