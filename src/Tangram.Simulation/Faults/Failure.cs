using Tangram.Core.Time;
using Tangram.Scheduling;

namespace Tangram.Simulation.Faults;

/// <summary>A worker process dies and its successor is ready some time later. One that is not ready then does not die.</summary>
/// <param name="At">When it dies.</param>
/// <param name="Process">Which.</param>
/// <param name="Absence">Time until its successor is ready; above 0.</param>
public sealed record Failure(Instant At, ProcessId Process, TimeSpan Absence);
