namespace Tangram.Prediction.Tests.Worlds;

/// <summary>How a made-up world is.</summary>
internal sealed record WorldKind
{
    /// <summary>Slowdowns are linear in the utilisations, as gpulet says.</summary>
    public static WorldKind Linear { get; } = new() { Pairs = true };

    /// <summary>Pairs do to each other what no feature says.</summary>
    public static WorldKind PairEffects { get; } = new() { Pairs = true, PairSpread = 1.5 };

    /// <summary>What pairs do to each other changes at once, again and again.</summary>
    public static WorldKind Jumps { get; } = PairEffects with { JumpEvery = 5000 };

    /// <summary>One batch in ten takes much longer for no reason.</summary>
    public static WorldKind HeavyTails { get; } = PairEffects with { WildShare = 0.1 };

    /// <summary>Up to four co-runners that come and go; what counts is the speed averaged over time.</summary>
    public static WorldKind Crowds { get; } = new() { PairSpread = 1, MostBeside = 4, Overlaps = true, Speeds = true };

    /// <summary>Everything at once.</summary>
    public static WorldKind Everything { get; } = Crowds with { JumpEvery = 5000, WildShare = 0.05 };

    public static IReadOnlyList<(string Name, WorldKind Kind)> All { get; } =
    [
        ("linear", Linear), ("pairs", PairEffects), ("jumps", Jumps), ("heavy tails", HeavyTails), ("crowds", Crowds), ("everything", Everything),
    ];

    public bool Pairs { get; init; }

    public int MostBeside { get; init; } = 1;

    public bool Overlaps { get; init; }

    public bool Speeds { get; init; }

    public double PairSpread { get; init; }

    public int JumpEvery { get; init; }

    public double WildShare { get; init; }

    public double Noise { get; init; } = 0.05;
}
