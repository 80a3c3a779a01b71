using System.Globalization;

namespace Tangram.Scenarios;

/// <summary>Prints a scenario's figures beside their limits and remembers whether all were kept.</summary>
internal sealed class Checks
{
    /// <summary>Whether every figure so far kept its limit.</summary>
    public bool Passed { get; private set; } = true;

    /// <summary>A figure that must not be below its limit.</summary>
    public void AtLeast(string figure, double value, double limit, string unit) => Print(figure, value, ">=", limit, unit, value >= limit);

    /// <summary>A figure that must not be above its limit.</summary>
    public void AtMost(string figure, double value, double limit, string unit) => Print(figure, value, "<=", limit, unit, value <= limit);

    /// <summary>A figure without a limit.</summary>
    public static void Tell(string figure, double value, string unit) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"      {figure,-58} {value,9:0.##} {unit}"));

    private void Print(string figure, double value, string relation, double limit, string unit, bool kept)
    {
        Passed &= kept;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{(kept ? "pass" : "FAIL")}  {figure,-58} {value,9:0.##} {unit,-5} {relation} {limit:0.##}"));
    }
}
