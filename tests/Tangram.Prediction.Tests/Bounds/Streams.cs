namespace Tangram.Prediction.Tests.Bounds;

/// <summary>Streams of slowdowns of one and the same pair.</summary>
internal static class Streams
{
    public static IReadOnlyDictionary<string, Func<Random, int, double>> All { get; } = new Dictionary<string, Func<Random, int, double>>
    {
        ["stationary"] = (random, _) => 1.3 * Math.Exp(0.1 * Normal(random)),
        ["drifting"] = (random, row) => (1.5 + (0.5 * Math.Sin(row / 3000.0))) * Math.Exp(0.1 * (1 + (row / 1e5)) * Normal(random)),
        ["jumping"] = (random, row) => (1 + (0.8 * (row / 7000 % 3))) * Math.Exp((0.05 + (0.1 * (row / 5000 % 2))) * Normal(random)),
        ["pareto"] = (random, _) => 1.1 * Math.Pow(1 - random.NextDouble(), -1 / 1.5),
        ["log-normal"] = (random, _) => Math.Exp(Normal(random)),
    };

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
