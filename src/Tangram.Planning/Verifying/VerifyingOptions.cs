namespace Tangram.Planning.Verifying;

/// <summary>What a verified plan must reach, and how long to look for it.</summary>
public sealed record VerifyingOptions
{
    /// <summary>Share of the requests of every application to be answered within the latency objective; 0..1, 0.99 unless given.</summary>
    public double Attainment
    {
        get;
        init => field = value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "is not a number from 0 to 1");
    } = 0.99;

    /// <summary>Most plans that are judged; at least 1, 40 unless given.</summary>
    public int Judgements
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "is not a whole number of at least 1");
    } = 40;

    /// <summary>The reserves to try, each from 0 up to, not including, 1; those not above the problem's are not tried, since what is to be left free stays free.</summary>
    public IReadOnlyList<double> Reserves
    {
        get;
        init => field = value.All(r => r is >= 0 and < 1)
            ? [.. value.Order()]
            : throw new ArgumentOutOfRangeException(nameof(value), string.Join(", ", value), "are not all numbers from 0 up to, not including, 1");
    } = [0, 0.05, 0.1, 0.2, 0.3];
}
