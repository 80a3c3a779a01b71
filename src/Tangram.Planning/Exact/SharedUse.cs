namespace Tangram.Planning.Exact;

/// <summary>A task's part in segments that several tasks share.</summary>
/// <param name="Place">The task.</param>
/// <param name="Step">How slow they may be for it.</param>
/// <param name="Rate">Its items per second.</param>
internal sealed record SharedUse(int Place, Step Step, double Rate);
