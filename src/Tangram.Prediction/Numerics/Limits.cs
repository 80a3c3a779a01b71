using System.Numerics;

namespace Tangram.Prediction.Numerics;

/// <summary>What inputs and predictions are held within, so that nothing finite can spoil what was learned.</summary>
internal static class Limits
{
    /// <summary>The least slowdown that is predicted or learned from.</summary>
    public const double LeastSlowdown = 0.1;

    /// <summary>The largest slowdown that is predicted or learned from.</summary>
    public const double MostSlowdown = 100;

    /// <summary>The most that the utilisations of all co-runners add up to.</summary>
    public const double MostTogether = 64;

    /// <summary>A value that should be from 0 to 1, held within them; 0 for NaN.</summary>
    public static double Fraction(double value) => value > 0 ? Math.Min(value, 1) : 0;

    /// <summary>How often one item has to be doubled to make so many, from 0 to 16; straight between powers of two, which is close to the logarithm and quicker.</summary>
    public static double Doublings(int items)
    {
        var held = Math.Clamp(items, 1, 1 << 16);
        var whole = BitOperations.Log2((uint)held);
        return whole - 1 + ((double)held / (1 << whole));
    }

    /// <summary>A prediction within what is predicted.</summary>
    public static double Predicted(double slowdown) => slowdown > LeastSlowdown ? Math.Min(slowdown, MostSlowdown) : LeastSlowdown;

    /// <summary>An observed slowdown within what is learned from.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not finite.</exception>
    public static double Observed(double slowdown) => double.IsFinite(slowdown)
        ? Math.Clamp(slowdown, LeastSlowdown, MostSlowdown)
        : throw new ArgumentOutOfRangeException(nameof(slowdown), slowdown, "a slowdown is finite");
}
