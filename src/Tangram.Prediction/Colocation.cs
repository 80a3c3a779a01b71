namespace Tangram.Prediction;

/// <summary>A batch and what runs beside it on its device.</summary>
public readonly ref struct Colocation
{
    /// <summary>A batch beside others.</summary>
    /// <param name="own">The batch whose slowdown is asked for.</param>
    /// <param name="beside">What runs beside it, in no particular order; empty where it runs alone.</param>
    public Colocation(Runner own, ReadOnlySpan<CoRunner> beside)
    {
        Own = own;
        Beside = beside;
    }

    /// <summary>The batch whose slowdown is asked for.</summary>
    public Runner Own { get; }

    /// <summary>What runs beside it.</summary>
    public ReadOnlySpan<CoRunner> Beside { get; }
}
