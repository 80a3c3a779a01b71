using Tangram.Control.Ladder;
using Tangram.Server.Control;

namespace Tangram.Server.Metrics;

/// <summary>What metrics tell of a controlled application.</summary>
/// <param name="Figures">How it stands.</param>
/// <param name="Generation">How many plans have run, this one counted.</param>
/// <param name="Rung">Where on the ladder it is.</param>
internal readonly record struct ControlGauges(ControlFigures Figures, long Generation, Rung Rung);
