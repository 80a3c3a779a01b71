using Tangram.Core.Accuracy;

namespace Tangram.Cli.Demos;

/// <summary>What the server read of one labelled page.</summary>
/// <param name="Name">The page.</param>
/// <param name="Expected">The lines on it.</param>
/// <param name="Read">The lines the server answered with.</param>
/// <param name="Found">How they compare.</param>
/// <param name="Evaluated">How the same variants compared in the evaluation; null if they were not evaluated.</param>
/// <param name="ServerMilliseconds">Time the server took, seen from the client.</param>
/// <param name="LoopMilliseconds">Time the plain loop took.</param>
internal sealed record PageReading(
    string Name,
    IReadOnlyList<string> Expected,
    IReadOnlyList<string> Read,
    ItemAccuracy Found,
    ItemAccuracy? Evaluated,
    double ServerMilliseconds,
    double LoopMilliseconds)
{
    /// <summary>Whether it was read as well as the evaluation says; without an evaluation, whether it was read exactly.</summary>
    public bool IsAsExpected => Found.CharacterEdits <= (Evaluated?.CharacterEdits ?? 0) && Found.ExactLines >= (Evaluated?.ExactLines ?? Found.Lines);
}
