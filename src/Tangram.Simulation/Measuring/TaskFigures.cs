using Tangram.Simulation.Statistics;

namespace Tangram.Simulation.Measuring;

/// <summary>What one task did.</summary>
/// <param name="Name">The task.</param>
/// <param name="Items">Items that ran, those left out that were ready before the end of the warm-up.</param>
/// <param name="Dropped">Items whose request, or which themselves, were given up here, those left out whose requests came in the warm-up.</param>
/// <param name="Accuracy">Mean relative accuracy of the variants that ran its items, 0..1; 1 where none ran.</param>
/// <param name="Time">Time of its items from being ready to the end of their run.</param>
public sealed record TaskFigures(string Name, long Items, long Dropped, double Accuracy, LatencyHistogram Time);
