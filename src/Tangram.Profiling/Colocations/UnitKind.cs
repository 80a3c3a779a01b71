namespace Tangram.Profiling.Colocations;

/// <summary>What a piece of the measurement does.</summary>
internal enum UnitKind
{
    /// <summary>Two variants, one after the other alone and both at once, each on cores of its own.</summary>
    PairApart,

    /// <summary>The same, both on all cores.</summary>
    PairTogether,

    /// <summary>Three variants at once.</summary>
    Triple,

    /// <summary>Batches of any variants come and go at random, on processes with cores of their own.</summary>
    RandomApart,

    /// <summary>The same, on processes that have all cores.</summary>
    RandomTogether,
}
