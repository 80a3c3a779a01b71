namespace Tangram.Prediction.Tests.Worlds;

/// <summary>A batch of a made-up world.</summary>
/// <param name="Own">What ran.</param>
/// <param name="Beside">What ran beside it.</param>
/// <param name="Truth">Its slowdown without noise.</param>
/// <param name="Slowdown">Its slowdown as measured.</param>
internal sealed record WorldRow(Runner Own, CoRunner[] Beside, double Truth, double Slowdown)
{
    public Colocation Colocation => new(Own, Beside);
}
