namespace Tangram.Planning.Solvers.Cbc;

/// <summary>How a solve ended, as the child process says it.</summary>
/// <param name="Kind">What was found.</param>
/// <param name="Objective">The objective's value, where there is a solution.</param>
/// <param name="Values">The columns' values, where there is a solution; not rounded.</param>
internal sealed record CbcAnswer(CbcAnswerKind Kind, double Objective, double[] Values);
