using Tangram.Core.Files;

namespace Tangram.Planning.Tradeoffs;

/// <summary>Devices against accuracy and against latency. The content of the file that <c>tangram plan --pareto FILE</c> writes.</summary>
/// <param name="Version">The format's version, 1.</param>
/// <param name="Planner">The planner that solved every point.</param>
/// <param name="Accuracy">Against the accuracy objective of every application.</param>
/// <param name="Latency">Against the latency objectives.</param>
public sealed record TradeoffTable(int Version, string Planner, Tradeoff Accuracy, Tradeoff Latency) : IVersioned;
